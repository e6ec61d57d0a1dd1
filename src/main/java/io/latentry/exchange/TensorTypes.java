package io.latentry.exchange;

import io.latentry.web.MediaTypes;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/** The media types of tensors. */
public final class TensorTypes {

    public static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    public static final String NPY = MediaTypes.NPY;
    public static final String PNG = MediaType.IMAGE_PNG_VALUE;
    public static final String MULTIPART = MediaType.MULTIPART_FORM_DATA_VALUE;

    /** Says what answered, as {@code name@version}. */
    public static final String MODEL_HEADER = "Latentry-Model";

    /** Says with which seed something was drawn. */
    public static final String SEED_HEADER = "Latentry-Seed";

    /** Bodies that are one file. */
    static final List<String> FILES = List.of(NPY, PNG, MediaType.IMAGE_JPEG_VALUE);

    /** Whatever the body of a request with items may be. */
    static final List<String> BODIES = Stream.of(List.of(JSON), FILES, List.of(MULTIPART))
            .flatMap(List::stream)
            .toList();

    private TensorTypes() {}
}
