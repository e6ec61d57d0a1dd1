package io.latentry.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Lists pictures before other media types of an answer: Swagger UI asks for the first, and is slow to show many numbers.
 * The server's own preference, for clients that accept anything, is another.
 */
final class PicturesFirst implements OpenApiCustomizer {

    private static final String PNG = org.springframework.http.MediaType.IMAGE_PNG_VALUE;

    @Override
    public void customise(OpenAPI api) {
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getResponses)
                .flatMap(responses -> responses.values().stream())
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .forEach(PicturesFirst::sort);
    }

    private static void sort(Content content) {
        MediaType picture = content.remove(PNG);
        if (picture != null) {
            Map<String, MediaType> others = new LinkedHashMap<>(content);
            content.clear();
            content.addMediaType(PNG, picture);
            content.putAll(others);
        }
    }
}
