package io.latentry.engine;

import io.latentry.engine.family.Fitting;
import io.latentry.engine.family.NetworkDescription;
import io.latentry.model.ElementType;

/** The source of a program that learns without gradients, a chunk of batches in one native call. */
final class FittingProgram {

    /** Methods that give those of {@link Fitting} what they ask for; the first input is the one whose manager results get. */
    private static final String FIT = """
            # Sums over items of the losses, in float64.
            def fit(self, x: Tensor, labels: Tensor, size: Tensor, seeds: Tensor, epoch: Tensor, p: List[Tensor]) -> Tensor:
              n = int(size)
              sums = torch.zeros([TERMS], dtype=7)
              for i in range(seeds.size(0)):
                batch = self.prepare(self.scale(torch.slice(x, 0, i * n, (i + 1) * n, 1)), p)
                target = torch.slice(labels, 0, i * n, (i + 1) * n, 1)
                losses = self.step(batch, target, p, int(epoch), int(seeds[i]))
                sums = sums + torch.stack(losses).to(7) * batch.size(0)
              return sums

            def end_epoch(self, epoch: Tensor, seed: Tensor, p: List[Tensor]) -> Tensor:
              self.finish(p, int(epoch), int(seed))
              return epoch
            """;

    private static final String START = """
            def start(self, x: Tensor, seed: Tensor, p: List[Tensor]) -> Tensor:
              self.begin(self.prepare(self.scale(x), p), p, int(seed))
              return seed
            """;

    private static final String TELL = """
            def tell(self, unused: Tensor, p: List[Tensor]) -> Tensor:
              return self.figures(p)
            """;

    private FittingProgram() {}

    static String source(NetworkDescription network, Fitting fitting, ElementType stored) {
        return String.join(
                "\n",
                network.program(),
                TrainingProgram.scaling(stored),
                fitting.source(),
                FIT.replace("TERMS", String.valueOf(network.losses().size())),
                fitting.examples() > 0 ? START : "",
                fitting.figures().isEmpty() ? "" : TELL);
    }
}
