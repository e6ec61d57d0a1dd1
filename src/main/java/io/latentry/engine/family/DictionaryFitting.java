package io.latentry.engine.family;

import io.latentry.engine.layer.Parameter;
import io.latentry.model.Hyperparameters;
import io.latentry.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;

/** How a {@link Dictionary} is learned, one batch of items after the other. */
final class DictionaryFitting {

    /** Supervised, one epoch of so many has no labels. */
    private static final int ALONE_SHARE = 5;

    private static final String UPDATES = """
            # Atoms begin as items; where there are too few, as noise.
            def begin(self, x: Tensor, p: List[Tensor], seed: int) -> int:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              d = torch.randn(<atoms>.size(), generator=g)
              torch.copy_(torch.slice(d, 0, 0, x.size(0), 1), torch.flatten(x, 1))
              torch.copy_(<atoms>, self.unit(self.allowed(d), 1e-12))
              return 0

            def unit(self, d: Tensor, least: float) -> Tensor:
              return d / torch.clamp(torch.sqrt(torch.sum(d * d, [-1], True)), least)

            def allowed(self, d: Tensor) -> Tensor:
              return ALLOWED

            # A ← βA + 1/η Σ αᵢαᵢᵀ,  B ← βB + 1/η Σ αᵢxᵢᵀ, where β forgets what atoms of long ago were asked for (algorithm 1,
            # section 3.4.3)
            def absorb(self, x: Tensor, a: Tensor, p: List[Tensor], seed: int) -> int:
              torch.add_(<count>, 1)
              t = float(<count>)
              theta = t * BATCH
              if t >= BATCH:
                theta = t + BATCH * BATCH - BATCH
              beta = (theta + 1 - BATCH) / (theta + 1)
              torch.addmm_(<a>, torch.t(a), a, beta=beta, alpha=1 / x.size(0))
              torch.addmm_(<b>, torch.t(a), x, beta=beta, alpha=1 / x.size(0))
              return self.descend(x, p, seed)

            # Block-coordinate descent (algorithm 2): dⱼ ← dⱼ + (bⱼ − aⱼD) / aⱼⱼ, into the unit ball. An atom that no code uses
            # becomes one of the batch's items.
            def descend(self, x: Tensor, p: List[Tensor], seed: int) -> int:
              g = torch.Generator(device=torch.device("cpu"), seed=seed)
              picks = torch.randint(x.size(0), [ATOMS], generator=g, dtype=4)
              d = <atoms>.to(7)
              for j in range(ATOMS):
                use = float(<a>[j][j])
                if use > 1e-06:
                  atom = self.unit(self.allowed(d[j] + (<b>[j] - torch.matmul(<a>[j], d)) / use), 1.0)
                else:
                  atom = self.unit(self.allowed(x[int(picks[j])]), 1e-12)
                torch.copy_(d[j], atom)
              torch.copy_(<atoms>, d)
              return 0

            def finish(self, p: List[Tensor], epoch: int, seed: int) -> int:
              return 0
            """;

    private static final String STEP = """
            def step(self, x: Tensor, labels: Tensor, p: List[Tensor], epoch: int, seed: int) -> List[Tensor]:
              a = self.code(x, p)
              losses = self.terms(x, a, p)
              self.absorb(torch.flatten(x, 1).to(7), a.to(7), p, seed)
              return losses
            """;

    private DictionaryFitting() {}

    /**
     * The fitting.
     *
     * @param network that is to learn
     * @param settings of the dictionary
     */
    static Fitting of(NetworkDescription network, ModelConfig config, Hyperparameters settings) {
        List<Parameter> working = working(config, settings);
        int batch = settings.get(Settings.BATCH_SIZE);
        String source = (UPDATES + "\n" + step(config, settings))
                .replace("ATOMS", settings.get(Dictionary.ATOMS).toString())
                .replace("BATCH", batch + ".0")
                .replace(
                        "ALLOWED", settings.get(Dictionary.POSITIVE).equals("codes-and-atoms") ? "torch.relu(d)" : "d");
        return new Fitting(
                working,
                Assembly.fitting(network, working, source),
                List.of(),
                settings.get(Dictionary.ATOMS),
                settings.get(Dictionary.EPOCHS),
                batch,
                true,
                settings.get(Settings.VALIDATION_FRACTION),
                settings.get(Settings.PATIENCE),
                scratch(config, settings));
    }

    /** The codes on their way, and what they are absorbed as; supervised, a system of equations for each item. */
    private static long scratch(ModelConfig config, Hyperparameters settings) {
        long atoms = settings.get(Dictionary.ATOMS);
        long batch = settings.get(Settings.BATCH_SIZE);
        long values = config.shape().size();
        long codes = 8 * batch * atoms * Float.BYTES + batch * (atoms + values) * Double.BYTES;
        long matrices = 4 * atoms * atoms * Float.BYTES + atoms * values * Double.BYTES;
        long systems = settings.get(Dictionary.SUPERVISED) ? 4 * batch * atoms * atoms * Float.BYTES : 0;
        return codes + matrices + systems;
    }

    private static List<Parameter> working(ModelConfig config, Hyperparameters settings) {
        int atoms = settings.get(Dictionary.ATOMS);
        int values = config.shape().size();
        List<Parameter> working = new ArrayList<>(List.of(
                Parameter.zeros("count", 1), Parameter.zeros("a", atoms, atoms), Parameter.zeros("b", atoms, values)));
        if (settings.get(Dictionary.SUPERVISED)) {
            working.addAll(TaskDriven.working(config.classes().size(), atoms, values));
        }
        return working;
    }

    private static String step(ModelConfig config, Hyperparameters settings) {
        return settings.get(Dictionary.SUPERVISED)
                ? TaskDriven.fitting(
                        config.classes().size(),
                        1 + settings.get(Dictionary.EPOCHS) / ALONE_SHARE,
                        settings.get(Dictionary.RIDGE),
                        settings.get(Dictionary.LEARNING_RATE))
                : STEP;
    }
}
