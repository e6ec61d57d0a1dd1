package io.latentry.web;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page that describes the API. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
        Learn representations of your own images or rows, and use them. Two datasets and five demo models are there \
        already, so every *Try it out* works as it is.

        1. **Datasets**: see what is there, or bring your own.
        2. **Training**: start a job; **Jobs**: follow it.
        3. **Inference**: encode, reconstruct, denoise, sample, interpolate and classify with the model that it made. \
        Pictures are shown in place; choose `application/json` as the answer's media type to see numbers. Beside a JSON \
        body, options are fields of the body; beside any other, query parameters.

        4. **Inspection**: look inside, at weights, feature maps, codes and learning curves.
        5. **Evaluation**: compare models with each other and with the simplest that could do.

        Only `POST /v1/imports` needs an operator first, and `POST /v1/models` a file of yours. Deletions name what you \
        have made by then; `POST /v1/demo` brings deleted demo models back.
        """;

    private static final List<Tag> TAGS = List.of(
            tag("Datasets", "Named, immutable collections of items of one shape, with a train/test split"),
            tag("Training", "Start learning a representation"),
            tag("Jobs", "Background work: state, progress and events"),
            tag("Models", "The registry: versions, aliases, cards and artifacts"),
            tag("Inference", "Use a model"),
            tag("Inspection", "See what a model has learned, as numbers and as pictures"),
            tag("Evaluation", "See how good representations are, beside each other and beside the simplest ones"));

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build, SecurityProperties security) {
        OpenAPI api = new OpenAPI()
                .info(new Info()
                        .title("Latentry")
                        .version(build.stream()
                                .map(BuildProperties::getVersion)
                                .findFirst()
                                .orElse("development"))
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        if (security.hasKey()) {
            api.addSecurityItem(new SecurityRequirement().addList("key"));
            api.schemaRequirement(
                    "key", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        }
        return api;
    }

    /** Rooms describe their tags too; this is the order in which a newcomer meets them. */
    @Bean
    OpenApiCustomizer tags() {
        return api -> api.setTags(TAGS);
    }

    @Bean
    OpenApiCustomizer pathParameters() {
        return new PathParameters();
    }

    @Bean
    OpenApiCustomizer problemResponses() {
        return new ProblemResponses();
    }

    @Bean
    OpenApiCustomizer picturesFirst() {
        return new PicturesFirst();
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider json) {
        return new ModelResolver(json.jsonMapper(), new SchemaNames()).openapi31(json.isOpenapi31());
    }
}
