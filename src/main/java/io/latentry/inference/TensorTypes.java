package io.latentry.inference;

import io.latentry.web.MediaTypes;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/** The media types of tensors. */
final class TensorTypes {

    static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    static final String NPY = MediaTypes.NPY;
    static final String PNG = MediaType.IMAGE_PNG_VALUE;
    static final String MULTIPART = MediaType.MULTIPART_FORM_DATA_VALUE;

    /** Bodies that are one file. */
    static final List<String> FILES = List.of(NPY, PNG, MediaType.IMAGE_JPEG_VALUE);

    /** Whatever the body of a request with items may be. */
    static final List<String> BODIES = Stream.of(List.of(JSON), FILES, List.of(MULTIPART))
            .flatMap(List::stream)
            .toList();

    private TensorTypes() {}
}
