package io.latentry.engine;

/**
 * Finds candidates for nearest neighbours in float32, by one product of matrices for both distances.
 *
 * <p>With n the length of a vector x and u = x / n its direction, 1 − cos(q, b) = |u_q − u_b|² / 2 =: h, and
 * |q − b|² = (n_q − n_b)² + 2 n_q n_b h: a sum of what is positive, in which nothing cancels. h in turn is found from
 * directions minus a vector near their mean, so that what all vectors have in common doesn't cost digits either. A vector
 * of zeros has no direction; its h is 1.
 */
final class NearestProgram {

    /** Scores are halves of squared distances [0], and h [1]. What has not been found yet is NaN, after infinity in topk's order. */
    static final String SOURCE = """
            # [rows, item…] as stored → directions, centred [rows, d], their squares' halves [rows, 1], and lengths [rows, 1],
            # whose squares are finite in float32.
            def directions(self, x: Tensor, centre: Tensor, scale: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
              x = torch.reshape(x, [x.size(0), -1]) * scale
              length = torch.norm(x.to(7), 2, [1], True)
              u = x / torch.clamp(length, 1e-30).to(6) - centre
              return (u, torch.sum(u * u, [1], True) / 2.0 + (length == 0).to(6) / 2.0, torch.clamp(length, 0.0, 1e18))

            # Queries as [d + 2] values each whose product with those of the base is h, and what the search has found: nothing.
            def begin(self, x: Tensor, centre: Tensor, scale: Tensor, candidates: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
              u, square, length = self.directions(x, centre, scale)
              scores = torch.full([2, x.size(0), int(candidates)], float("nan"), dtype=6)
              positions = torch.full([2, x.size(0), int(candidates)], 0, dtype=4)
              return (torch.cat([u, square, torch.ones_like(square)], 1), length, scores, positions)

            # Goes on with a chunk of the base, whose first item has the position `start`.
            def search(self, x: Tensor, start: Tensor, centre: Tensor, scale: Tensor, usual: Tensor, products: Tensor, queries: Tensor, lengths: Tensor, scores: Tensor, positions: Tensor) -> Tensor:
              u, square, length = self.directions(x, centre, scale)
              base = torch.t(torch.cat([-u, torch.ones_like(square), square], 1))
              rows = max(1, int(products) // x.size(0))
              for i in range(0, queries.size(0), rows):
                q = torch.slice(queries, 0, i, i + rows, 1)
                n = torch.slice(lengths, 0, i, i + rows, 1)
                h = torch.matmul(q, base)
                if bool(torch.any(n == 0)):
                  h = torch.masked_fill(h, n == 0, 1.0)
                self.merge(h, start, torch.slice(scores[1], 0, i, i + rows, 1), torch.slice(positions[1], 0, i, i + rows, 1))
                h = torch.mul_(torch.mul_(h, torch.t(length).to(6)), n.to(6))
                apart = (n - usual).to(6) - torch.t(length - usual).to(6)
                h = torch.addcmul_(h, apart, apart, value=0.5)
                self.merge(h, start, torch.slice(scores[0], 0, i, i + rows, 1), torch.slice(positions[0], 0, i, i + rows, 1))
              return start

            # Puts the lowest of a chunk's scores and of those so far [q, k] in the latter's place.
            def merge(self, chunk: Tensor, start: Tensor, scores: Tensor, positions: Tensor) -> None:
              k = scores.size(1)
              values, at = self.lowest(chunk, min(k, chunk.size(1)))
              values = torch.cat([scores, values], 1)
              where = torch.cat([positions, at + start], 1)
              best, at = self.lowest(values, k)
              scores.copy_(best)
              positions.copy_(torch.gather(where, 1, at))

            # The k lowest, in the order of their positions, which float32 can count: there are less than 2²⁴ in a chunk. topk leaves open which of equals it takes: where the last one
            # has equals outside, take all that are lower and then the first of the equals.
            def lowest(self, scores: Tensor, k: int) -> Tuple[Tensor, Tensor]:
              more = min(k + 1, scores.size(1))
              values, at = torch.topk(scores, more, 1, False, True)
              last = torch.slice(values, 1, k - 1, k, 1)
              at = torch.slice(at, 1, 0, k, 1)
              if more > k:
                if bool(torch.any(last == torch.slice(values, 1, k, k + 1, 1))):
                  order = torch.expand_as(torch.arange(scores.size(1), dtype=6), scores)
                  order = torch.where(scores < last, torch.full_like(order, -1.0), order)
                  order = torch.where(scores <= last, order, torch.full_like(order, float("inf")))
                  at = torch.topk(order, k, 1, False, False)[1]
              at = torch.sort(at, 1, False)[0]
              return (torch.gather(scores, 1, at), at)
            """;

    private NearestProgram() {}
}
