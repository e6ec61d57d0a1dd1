package io.latentry.web;

import io.latentry.web.connection.CurrentConnection;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has Tomcat answer with problem details what it refuses before any controller, such as bad request lines and huge
 * headers, and lets controllers cut connections.
 */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final String READ_BUFFER = Integer.toString(1 << 15);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat(JsonMapper json) {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new ProblemValve(json));
            }
        });
    }

    /** Files of forms leave the reserve; where their folder is missing, the store is gone: nothing is to be made in its place. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> uploadsOfTomcat(MultipartConfigElement form) {
        return factory -> {
            factory.addContextCustomizers(context -> context.setCreateUploadTargets(false));
            factory.addEngineValves(new FormSpaceValve(Path.of(form.getLocation()), form.getFileSizeThreshold()));
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsOfTomcat() {
        return factory -> factory.addEngineValves(new ConnectionValve());
    }

    /** Arrays are read from a connection in fewer, larger pieces than Tomcat's own of 8 KB. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> buffersOfTomcat() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appReadBufSize", READ_BUFFER));
    }

    /** Gives each request its {@link Connection}. */
    private static final class ConnectionValve extends ValveBase {

        private ConnectionValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Connection connection = () -> response.getCoyoteResponse()
                    .action(ActionCode.CLOSE_NOW, new IOException("The client does not read"));
            request.setAttribute(Connection.ATTRIBUTE, connection);
            getNext().invoke(request, response);
        }
    }

    private static final class ProblemValve extends ErrorReportValve {

        private final JsonMapper json;

        private ProblemValve(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            SecurityHeaders.add(response);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            ProblemDetail problem = problem(response, throwable);
            response.setStatus(problem.getStatus());
            try {
                response.getOutputStream().write(json.writeValueAsBytes(problem));
                response.finishResponse();
            } catch (IOException e) {
                // The client has gone.
            }
        }

        private static ProblemDetail problem(Response response, @Nullable Throwable throwable) {
            HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
            if (throwable != null && status.is5xxServerError()) {
                return Problems.ofBug(throwable);
            }
            if (status.value() == 400 && CurrentConnection.isTooSlow()) {
                return Problems.cutOff();
            }
            String detail = status.value() == 400
                    ? "The request line or a header is malformed or too long"
                    : "The request cannot be served";
            return Problems.of(status, Problems.code(status), detail);
        }
    }
}
