package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Items;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is measured: a network and its codes, or the items as they are.
 *
 * @param kind of it
 * @param codeSize numbers in a code; 0 if there are none
 * @param encoding that makes them; null if the items are their own codes, or if there are no codes
 * @param train codes of the training split; null if there are no codes
 * @param test codes of the test split; null likewise
 */
public record Representation(
        Kind kind,
        int codeSize,
        @Nullable Encoding encoding,
        @Nullable Items train,
        @Nullable Items test) implements AutoCloseable {

    /** Models, and what shows their worth. */
    public enum Kind {
        /** A version of a model. */
        MODEL,
        /** Principal components, as many as a model's code has numbers. */
        PCA,
        /** The items as they are. */
        RAW,
        /** The best linear denoiser, which has no codes. */
        LINEAR;

        /** As JSON writes it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The items as they are. */
    public static Representation raw(Data data) {
        Items train = data.items(Split.TRAIN);
        return new Representation(Kind.RAW, train.shape().size(), null, train, data.items(Split.TEST));
    }

    /** The best linear denoiser. */
    public static Representation linear() {
        return new Representation(Kind.LINEAR, 0, null, null, null);
    }

    /** The network in a role, if it has it. */
    <R> Optional<R> as(Class<R> role) {
        return Optional.ofNullable(encoding)
                .flatMap(present -> present.network().as(role));
    }

    /** Frees the network and deletes the codes. */
    @Override
    public void close() {
        close(train);
        close(test);
        if (encoding != null) {
            encoding.network().close();
        }
    }

    private static void close(@Nullable Items codes) {
        if (codes instanceof CodeFile file) {
            file.close();
        }
    }
}
