package io.latentry.inspection;

import io.latentry.core.error.TooLargeException;
import io.latentry.exchange.Limits;
import io.latentry.exchange.Models.Roles;
import io.latentry.model.Encoder;
import io.latentry.model.Tensor;
import org.springframework.stereotype.Component;

/** Encodes samples of datasets. */
@Component
class Codes {

    /** They are analysed in double precision, with copies. */
    private static final int MOST_VALUES = 1 << 24;

    private final Samples samples;
    private final Limits limits;

    Codes(Samples samples, Limits limits) {
        this.samples = samples;
        this.limits = limits;
    }

    /** The codes of a sample's items, {@code [items, values]}. */
    Tensor of(Roles roles, Sample sample) {
        Encoder encoder = roles.as(Encoder.class, "encode");
        int size = roles.config().codeSize();
        if ((long) sample.size() * size > MOST_VALUES) {
            throw new TooLargeException(
                    "too-many-values",
                    sample.size() + " codes of " + size + " numbers are more than " + MOST_VALUES
                            + "; ask for fewer items");
        }
        limits.values((long) sample.size() * size);
        Tensor codes = Tensor.allocate(sample.size(), size);
        samples.inPieces(
                sample,
                roles.config(),
                size,
                (items, from) -> codes.values()
                        .position(from * size)
                        .put(encoder.encode(items).values()));
        return codes;
    }
}
