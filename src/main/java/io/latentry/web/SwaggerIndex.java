package io.latentry.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webmvc.ui.SwaggerIndexPageTransformer;
import org.springdoc.webmvc.ui.SwaggerWelcomeCommon;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/** Gives Swagger UI's page a title, an icon and a style sheet of our own, in files, so that nothing is inline. */
@Component
class SwaggerIndex extends SwaggerIndexPageTransformer {

    private static final String HEAD = """
        <link rel="stylesheet" type="text/css" href="../latentry.css" />
            <link rel="icon" type="image/svg+xml" href="../favicon.svg" />
          </head>\
        """;

    SwaggerIndex(
            SwaggerUiConfigProperties config,
            SwaggerUiOAuthProperties authorization,
            SwaggerWelcomeCommon welcome,
            ObjectMapperProvider json) {
        super(config, authorization, welcome, json);
    }

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
            throws IOException {
        if (!"index.html".equals(resource.getFilename())) {
            return super.transform(request, resource, chain);
        }
        String page = resource.getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("<title>.*</title>", "<title>Latentry</title>")
                .replaceAll("\\s*<link rel=\"icon\".*/>", "")
                .replace("</head>", "  " + HEAD);
        return new TransformedResource(resource, page.getBytes(StandardCharsets.UTF_8));
    }
}
