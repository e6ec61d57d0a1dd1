package io.latentry.exchange;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes what all verbs have in common: media types, the ways to give items, errors. A verb's options are declared
 * once, as query parameters, and become fields of its JSON body here.
 */
@Component
class ModelOperationDocument implements GlobalOperationCustomizer {

    private static final Map<String, String> ERRORS = Map.of(
            "400", "The body or an option is malformed; `errors` names the field",
            "404", "There is no such model, version, alias or dataset (`model-not-found`, `dataset-not-found`)",
            "406", "None of the accepted media types can be answered (`not-acceptable`)",
            "413", "Too many items, or too large a body",
            "415", "The body's media type is not taken",
            "422", "The model can't do that (`capability-unsupported`, with its `capabilities`)",
            "429", "The engine is busy; see `Retry-After`",
            "500", "The stored weights or dataset are damaged (`dataset-damaged`, `weights-corrupt`)",
            "503", "The model can't be loaded now, or the dataset is still being checked; see `Retry-After`",
            "504", "It took too long");

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        ModelOperation marker = handler.getMethodAnnotation(ModelOperation.class);
        if (marker != null) {
            operation.setRequestBody(requestBody(operation, marker));
            operation.setResponses(responses(marker, handler));
        }
        return operation;
    }

    private static RequestBody requestBody(Operation operation, ModelOperation marker) {
        MediaType json = new MediaType()
                .schema(bodySchema(operation, marker.takesItems()))
                .example(JsonMapper.shared().readValue(marker.example(), Map.class));
        Content content = new Content().addMediaType(TensorTypes.BODIES.get(0), json);
        if (!marker.takesItems()) {
            return new RequestBody()
                    .description("The options; without a body they stand in the query")
                    .content(content);
        }
        for (String file : TensorTypes.FILES) {
            content.addMediaType(file, binary());
        }
        Schema<?> files = new ObjectSchema().addProperty("images", new ArraySchema().items(new BinarySchema()));
        content.addMediaType(TensorTypes.MULTIPART, new MediaType().schema(files));
        return new RequestBody()
                .required(true)
                .description(
                        "JSON with items or a dataset's indices; an NPY array `[items, …]` (`|u1`, `<f4`, `<f8`); one"
                                + " PNG or JPEG; or several as multipart. Images are in [0, 1], bytes and image files are divided by"
                                + " 255. Image files have the model's width and height, or are made to fit where the model resizes images anyway; grey and colour are converted to what the"
                                + " model takes. With another body than JSON, options stand in the query.")
                .content(content);
    }

    private static Schema<?> bodySchema(Operation operation, boolean takesItems) {
        Schema<?> body = new ObjectSchema();
        if (takesItems) {
            body.addProperty("items", numbers("Items, each nested as its shape, or flat; not beside `dataset`"));
            body.addProperty("dataset", new StringSchema().description("Takes items of this dataset"));
            body.addProperty(
                    "split", new StringSchema()._enum(List.of("train", "test"))._default("test"));
            body.addProperty(
                    "indices", new ArraySchema().items(new IntegerSchema()).description("Positions within the split"));
        }
        List<Parameter> parameters = Objects.requireNonNullElse(operation.getParameters(), List.of());
        parameters.stream()
                .filter(parameter -> "query".equals(parameter.getIn()))
                .forEach(parameter -> addOption(body, parameter.getName(), parameter));
        return body;
    }

    /** A dot leads into an object. */
    private static void addOption(Schema<?> target, String name, Parameter parameter) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            target.addProperty(name, parameter.getSchema().description(parameter.getDescription()));
            return;
        }
        String first = name.substring(0, dot);
        if (target.getProperties() == null || !target.getProperties().containsKey(first)) {
            target.addProperty(first, new ObjectSchema());
        }
        addOption(target.getProperties().get(first), name.substring(dot + 1), parameter);
    }

    private static ApiResponses responses(ModelOperation marker, HandlerMethod handler) {
        Schema<?> answer = new ObjectSchema()
                .addProperty(
                        "model", new StringSchema().description("What answered").example("my-vae@3"))
                .addProperty(
                        "seed", new IntegerSchema().format("int64").description("Of what was drawn, if anything was"));
        for (String array : marker.arrays()) {
            answer.addProperty(array, array.equals("predictions") ? predictions() : numbers("One entry per item"));
        }
        Content content = new Content();
        for (String type : Objects.requireNonNull(handler.getMethodAnnotation(PostMapping.class))
                .produces()) {
            content.addMediaType(
                    type, type.equals(TensorTypes.BODIES.get(0)) ? new MediaType().schema(answer) : binary());
        }
        ApiResponses responses = new ApiResponses();
        responses.addApiResponse(
                "200",
                new ApiResponse()
                        .description(
                                "The answer; as NPY the first array, `" + marker.arrays()[0] + "`; as PNG a picture")
                        .content(content)
                        .addHeaderObject(TensorTypes.MODEL_HEADER, header("What answered, such as my-vae@3"))
                        .addHeaderObject(TensorTypes.SEED_HEADER, header("The seed of what was drawn")));
        ERRORS.keySet().stream()
                .sorted()
                .forEach(status -> responses.addApiResponse(status, new ApiResponse().description(ERRORS.get(status))));
        return responses;
    }

    private static Schema<?> predictions() {
        Schema<?> prediction = new ObjectSchema()
                .addProperty("class", new StringSchema().example("Sneaker"))
                .addProperty("label", new IntegerSchema().example(7))
                .addProperty("probability", new NumberSchema().format("float").example(0.93));
        return new ArraySchema()
                .items(new ArraySchema().items(prediction))
                .description("For every item its most probable classes, the most probable first");
    }

    private static Schema<?> numbers(String description) {
        return new ArraySchema().items(new Schema<>()).description(description);
    }

    private static MediaType binary() {
        return new MediaType().schema(new BinarySchema());
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }
}
