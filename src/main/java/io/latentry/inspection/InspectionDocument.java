package io.latentry.inspection;

import io.latentry.exchange.TensorTypes;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes what all looks into models have in common: media types and errors. */
@Component
class InspectionDocument implements GlobalOperationCustomizer {

    private static final Map<String, String> OF_ALL = Map.of(
            "406", "None of the accepted media types can be answered (`not-acceptable`)",
            "422", "The server has no fonts for a chart (`no-fonts`)");

    private static final Map<String, String> OF_MODELS = Map.of(
            "404", "There is no such model, version, alias or dataset (`model-not-found`, `dataset-not-found`)",
            "413", "The answer has too many numbers, or too many pixels (`answer-too-large`, `picture-too-large`)",
            "422", "The model can't do that, or its items are no pictures (`capability-unsupported`, `no-picture`)",
            "429", "The engine is busy; see `Retry-After`",
            "500", "The stored weights or dataset are damaged (`dataset-damaged`, `weights-corrupt`)",
            "503", "The model can't be loaded now, or the dataset is still being checked; see `Retry-After`",
            "504", "It took too long");

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        GetMapping mapping = handler.getMethodAnnotation(GetMapping.class);
        if (mapping != null && handler.getReturnType().getParameterType() == Insight.class) {
            ApiResponses responses = operation.getResponses();
            ApiResponse found = Objects.requireNonNull(responses.get("200"));
            found.setContent(content(found.getContent(), List.of(mapping.produces())));
            if (mapping.path()[0].startsWith("/v1/models")) {
                OF_MODELS.forEach((status, words) -> add(responses, status, words));
            }
            OF_ALL.forEach((status, words) -> add(responses, status, words));
        }
        return operation;
    }

    /** The schema of the JSON answer is told at the method. */
    private static Content content(Content told, List<String> types) {
        MediaType json = told.values().iterator().next();
        Content content = new Content();
        for (String type : types) {
            content.addMediaType(type, type.equals(TensorTypes.JSON) ? json : file(type));
        }
        return content;
    }

    private static MediaType file(String type) {
        return new MediaType().schema(type.equals(InsightConverter.CSV) ? new StringSchema() : new BinarySchema());
    }

    private static void add(ApiResponses responses, String status, String words) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().description(words));
        }
    }
}
