package io.latentry.evaluation.protocol;

import io.latentry.dataset.Split;
import io.latentry.model.Items;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is measured: a network and its codes, which are made when they are first asked for, or the items as they are. */
public final class Representation implements AutoCloseable {

    private final Kind kind;
    private final Data data;
    private final @Nullable Encoding encoding;
    private final Path folder;
    private final Map<Split, CodeFile> codes = new EnumMap<>(Split.class);

    private Representation(Kind kind, Data data, @Nullable Encoding encoding, Path folder) {
        this.kind = kind;
        this.data = data;
        this.encoding = encoding;
        this.folder = folder;
    }

    /** Models, and what shows their worth. */
    public enum Kind {
        /** A version of a model. */
        MODEL,
        /** Principal components, as many as a model's code has numbers. */
        PCA,
        /** The items as they are. */
        RAW,
        /** Vectors whose columns all have the mean 0 and the deviation 1 over the training split, as models take them. */
        STANDARDISED,
        /** The best linear denoiser, which has no codes. */
        LINEAR;

        /** As JSON writes it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The items as they are. */
    public static Representation raw(Data data) {
        return new Representation(Kind.RAW, data, null, Path.of(""));
    }

    /** Vectors, standardised by the training split. */
    public static Representation standardised(Data data) {
        return new Representation(Kind.STANDARDISED, data, null, Path.of(""));
    }

    /** The best linear denoiser. */
    public static Representation linear(Data data) {
        return new Representation(Kind.LINEAR, data, null, Path.of(""));
    }

    /**
     * What a network makes of the items.
     *
     * @param encoding by the network, which is closed with the representation
     * @param folder for codes
     */
    public static Representation of(Kind kind, Data data, Encoding encoding, Path folder) {
        return new Representation(kind, data, encoding, folder);
    }

    Kind kind() {
        return kind;
    }

    Optional<Encoding> encoding() {
        return Optional.ofNullable(encoding);
    }

    /** The network in a role, if it has it. */
    <R> Optional<R> as(Class<R> role) {
        return encoding().flatMap(present -> present.network().as(role));
    }

    /** Numbers in a code; 0 if there are none. */
    int codeSize() {
        if (kind == Kind.RAW || kind == Kind.STANDARDISED) {
            return data.facts().shape().size();
        }
        return encoding().map(present -> present.config().codeSize()).orElse(0);
    }

    /**
     * The codes of a split's items.
     *
     * @throws io.latentry.core.error.ImpossibleException if the disk has no room for them
     */
    Items codes(Split split) {
        if (encoding == null) {
            return kind == Kind.STANDARDISED ? data.standardised(split) : data.items(split);
        }
        CodeFile file = codes.get(split);
        return data.stoppable(file == null ? encode(split, encoding) : file);
    }

    private CodeFile encode(Split split, Encoding by) {
        CodeFile file = CodeFile.create(folder.resolve(split.label()), codeSize(), data.items(split));
        codes.put(split, file);
        try {
            data.read(split, by.values(), batch -> file.append(by.encode(batch.items())));
            return file;
        } catch (RuntimeException e) {
            codes.remove(split);
            file.close();
            throw e;
        }
    }

    /** Frees the network and deletes the codes. */
    @Override
    public void close() {
        try {
            codes.values().forEach(CodeFile::close);
        } finally {
            encoding().ifPresent(present -> present.network().close());
        }
    }
}
