package io.latentry.engine;

import io.latentry.engine.family.NetworkDescription;
import io.latentry.engine.family.Settings;
import io.latentry.model.ElementType;
import io.latentry.model.Hyperparameters;

/** The source of a program that trains a network and measures it, a chunk of batches in one native call. */
final class TrainingProgram {

    /**
     * Steps of Adam (Kingma and Ba 2015), one a batch.
     *
     * <p>{@code x}: the chunk's items as they are stored, {@code size} a batch. {@code labels}: one an item. {@code seeds}, {@code rates}: one a step.
     * {@code p}: the network's arrays, of which the first are trained; {@code m}, {@code v}, {@code t}: their moments and
     * step counts. All four change in place. Returns the sums over items of the losses, in float64.
     */
    private static final String TRAIN = """
            def clip(self, g: List[Tensor]) -> Tensor:
              squares: List[Tensor] = []
              for i in range(len(g)):
                squares.append(torch.sum(g[i] * g[i]))
              return torch.clamp(CLIP_NORM / (torch.sqrt(torch.sum(torch.stack(squares))) + 1e-06), None, 1.0)

            def gradients(self, loss: Tensor, q: List[Tensor]) -> List[Tensor]:
              g: List[Tensor] = []
              found = torch.autograd.grad([loss], q, None, None, False, True)
              for i in range(len(q)):
                gradient = found[i]
                if gradient is None:
                  g.append(torch.zeros_like(q[i]))
                else:
                  # The fused optimizer pairs values by their place in memory, and convolutions leave theirs channels-last.
                  g.append(torch.contiguous(gradient))
              CLIP
              return g

            # Moments of values that have no gradient any more shrink, the first by a tenth a step. Long after they move a value, and
            # before the next look finds them subnormal (below 1e-38), which processors are slow with, they become 0.
            def forget(self, moments: List[Tensor]) -> None:
              for i in range(len(moments)):
                torch.hardshrink(moments[i], 1e-30, out=moments[i])

            def train(self, x: Tensor, labels: Tensor, size: Tensor, seeds: Tensor, rates: Tensor, p: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor]) -> Tensor:
              n = int(size)
              trained = len(m)
              sums = torch.zeros([TERMS], dtype=7)
              for i in range(seeds.size(0)):
                seed = int(seeds[i])
                batch = self.augment(self.scale(torch.slice(x, 0, i * n, (i + 1) * n, 1)), seed)
                q: List[Tensor] = []
                for j in range(trained):
                  q.append(torch.requires_grad_(torch.detach(p[j]), True))
                all = torch.add(q, torch.slice(p, trained, len(p), 1))
                target = torch.slice(labels, 0, i * n, (i + 1) * n, 1)
                losses = self.losses(self.prepare(batch, p), target, all, seed, True)
                g = self.gradients(losses[0], q)
                torch._foreach_add_(t, 1)
                if int(t[0]) % 16 == 0:
                  self.forget(m)
                  self.forget(v)
                torch.STEP(torch.slice(p, 0, trained, 1), g, m, v, [], t, lr=float(rates[i]), beta1=0.9, beta2=0.999, weight_decay=WEIGHT_DECAY, eps=1e-08, amsgrad=False, maximize=False)
                sums = sums + torch.detach(torch.stack(losses)).to(7) * batch.size(0)
              return sums
            """;

    private static final String SCALE = """
            def scale(self, x: Tensor) -> Tensor:
              return EXPRESSION
            """;

    private static final String EVALUATE = """
            # Sums over items of the losses.
            def evaluate(self, x: Tensor, labels: Tensor, seed: Tensor, p: List[Tensor]) -> Tensor:
              x = self.prepare(self.scale(x), p)
              return torch.stack(self.losses(x, labels, p, int(seed), False)).to(7) * x.size(0)
            """;

    private static final String MEASURE = """
            # Sums over items of mean squared errors: of what comes back, of what goes in, and of the mean item.
            def measure(self, x: Tensor, labels: Tensor, seed: Tensor, mean: Tensor, p: List[Tensor]) -> Tensor:
              x = self.scale(x)
              t = self.prepare(x, p)
              noisy = self.disturb(t, int(seed))
              y = self.activate(self.decoder(self.code(noisy, p), p))
              errors = [self.error(y, t), self.error(noisy, t), self.error(self.prepare(mean, p), t)]
              return torch.stack(errors)

            def error(self, y: Tensor, x: Tensor) -> Tensor:
              d = y - x
              return torch.sum(torch.mean(torch.flatten(d * d, 1), [1]).to(7))
            """;

    private TrainingProgram() {}

    /** The source of a program that trains. */
    static String source(NetworkDescription network, Hyperparameters settings, ElementType stored) {
        double clipNorm = settings.get(Settings.CLIP_NORM);
        String clip = clipNorm > 0 ? "torch._foreach_mul_(g, self.clip(g))" : "";
        String train = TRAIN.replace("CLIP_NORM", String.valueOf(clipNorm > 0 ? clipNorm : 1))
                .replace("CLIP", clip)
                .replace("TERMS", String.valueOf(network.losses().size()))
                .replace("STEP", settings.get(Settings.OPTIMIZER).equals("adamw") ? "_fused_adamw_" : "_fused_adam_")
                .replace("WEIGHT_DECAY", settings.get(Settings.WEIGHT_DECAY).toString());
        return String.join("\n", network.program(), scaling(stored), train);
    }

    /**
     * The source of a program that measures, whatever way the network learns.
     *
     * @param reconstructs whether the network's errors in reconstruction can be measured
     */
    static String measuring(NetworkDescription network, ElementType stored, boolean reconstructs) {
        return String.join("\n", network.program(), scaling(stored), EVALUATE, reconstructs ? MEASURE : "");
    }

    /** The method that makes items in the units of the API. */
    static String scaling(ElementType stored) {
        return SCALE.replace("EXPRESSION", scale(stored));
    }

    /** An expression for items in the units of the API, of items {@code x} as they are stored. */
    static String scale(ElementType stored) {
        return stored == ElementType.UINT8 ? "x.to(6) / 255" : "x";
    }
}
