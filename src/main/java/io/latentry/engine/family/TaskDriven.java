package io.latentry.engine.family;

import io.latentry.engine.family.FittedLayers.Step;
import io.latentry.engine.layer.Parameter;
import java.util.List;

/**
 * Task-driven dictionary learning (Mairal, Bach and Ponce 2012, "Task-Driven Dictionary Learning"): a dictionary and a linear
 * classifier of its codes, learned together, s = Wα + b. The gradient goes through α = argmin ½‖x − Dᵀα‖² + λ‖α‖₁ + ½λ₂‖α‖²
 * by the conditions that hold at the minimum, on the atoms that are in use.
 */
final class TaskDriven {

    static final List<String> LOSSES = List.of("loss", "accuracy", "mse", "sparsity");

    private static final String MATHS = """
            def scores(self, a: Tensor, p: List[Tensor]) -> Tensor:
              return torch.linear(a, <head.weight>, <head.bias>)

            def classify(self, x: Tensor, p: List[Tensor]) -> Tensor:
              return torch.softmax(self.scores(self.code(self.prepare(x, p), p), p), 1)

            # −log softmax(s) of the label, and whether it is the greatest; then what terms() tells of the code
            def losses(self, x: Tensor, labels: Tensor, p: List[Tensor], seed: int, training: bool) -> List[Tensor]:
              return self.judge(x, self.code(x, p), labels, p)

            def judge(self, x: Tensor, a: Tensor, labels: Tensor, p: List[Tensor]) -> List[Tensor]:
              s = self.scores(a, p)
              right = torch.mean((torch.argmax(s, 1) == labels).to(6))
              terms = self.terms(x, a, p)
              return [torch.cross_entropy_loss(s, labels, None, 1, -100, 0.0), right, terms[1], terms[2]]
            """;

    private static final String FITTING = """
            # The first epochs learn the dictionary without labels, which is where the others begin (section 3.4 of the paper).
            def step(self, x: Tensor, labels: Tensor, p: List[Tensor], epoch: int, seed: int) -> List[Tensor]:
              a = self.code(x, p)
              losses = self.judge(x, a, labels, p)
              n = x.size(0)
              e = torch.softmax(self.scores(a, p), 1)
              e = (e - torch.one_hot(labels, CLASSES).to(6)) / n
              x = torch.flatten(x, 1)
              if epoch > ALONE:
                torch.add_(<turns>, 1)
                gradient = self.through(x, a, torch.matmul(e, <head.weight>), p)
                self.adam(<atoms>, gradient, <atoms.m>, <atoms.v>, float(<turns>))
                torch.copy_(<atoms>, self.unit(self.allowed(<atoms>), 1.0))
                torch.add_(<count>, 1)
              else:
                self.absorb(x.to(7), a.to(7), p, seed)
              self.adam(<head.weight>, torch.matmul(torch.t(e), a), <head.weight.m>, <head.weight.v>, float(<count>))
              self.adam(<head.bias>, torch.sum(e, [0]), <head.bias.m>, <head.bias.v>, float(<count>))
              return losses

            # ∂ℓ/∂D = β (x − Dᵀα)ᵀ − α (Dᵀβ)ᵀ, where (D Dᵀ + λ₂ I) β = ∂ℓ/∂α among the atoms with α ≠ 0, and β = 0 elsewhere
            # (proposition 1)
            def through(self, x: Tensor, a: Tensor, g: Tensor, p: List[Tensor]) -> Tensor:
              used = (a != 0).to(6)
              gram = torch.matmul(<atoms>, torch.t(<atoms>))
              system = gram * torch.unsqueeze(used, 2) * torch.unsqueeze(used, 1)
              system = system + torch.diag_embed(1 - used + RIDGE * used)
              b = torch.squeeze(torch.linalg_solve(system, torch.unsqueeze(used * g, 2)), 2)
              rest = x - torch.matmul(a, <atoms>)
              return torch.matmul(torch.t(b), rest) - torch.matmul(torch.t(a), torch.matmul(b, <atoms>))

            # Kingma and Ba 2015
            def adam(self, w: Tensor, g: Tensor, m: Tensor, v: Tensor, t: float) -> int:
              g = g.to(7)
              torch.add_(torch.mul_(m, 0.9), g, alpha=0.1)
              torch.addcmul_(torch.mul_(v, 0.999), g, g, value=0.001)
              change = m / (1 - 0.9 ** t) / (torch.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
              torch.sub_(w, (change * RATE).to(6))
              return 0
            """;

    private TaskDriven() {}

    static List<Parameter> head(int classes, int atoms) {
        return List.of(Parameter.zeros("head.weight", classes, atoms), Parameter.zeros("head.bias", classes));
    }

    /** The classifier: items → scores {@code [classes]}. */
    static Step layer(int classes) {
        return Step.of(
                "head", List.of(classes), List.of("head.weight", "head.bias"), "self.scores(self.code(x, p), p)");
    }

    static List<Parameter> working(int classes, int atoms, int values) {
        return List.of(
                Parameter.zeros("turns", 1),
                Parameter.zeros("atoms.m", atoms, values),
                Parameter.zeros("atoms.v", atoms, values),
                Parameter.zeros("head.weight.m", classes, atoms),
                Parameter.zeros("head.weight.v", classes, atoms),
                Parameter.zeros("head.bias.m", classes),
                Parameter.zeros("head.bias.v", classes));
    }

    static String maths() {
        return MATHS;
    }

    /**
     * The step.
     *
     * @param alone epochs without labels
     */
    static String fitting(int classes, int alone, double ridge, double rate) {
        return FITTING.replace("CLASSES", String.valueOf(classes))
                .replace("ALONE", String.valueOf(alone))
                .replace("RIDGE", String.valueOf(ridge))
                .replace("RATE", String.valueOf(rate));
    }
}
