package io.latentry.inspection;

import io.latentry.core.error.ImpossibleException;
import io.latentry.dataset.NpyWriter;
import io.latentry.exchange.TensorTypes;
import io.latentry.web.MediaTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.databind.json.JsonMapper;

/** Writes what can be seen in one media type. Nothing is sent before it is whole, so that an error can still be told. */
final class InsightConverter extends AbstractHttpMessageConverter<Insight> {

    static final String CSV = MediaTypes.CSV;

    private interface Writing {
        void write(Insight insight, OutputStream out) throws IOException;
    }

    private final Writing writing;

    private InsightConverter(MediaType type, Writing writing) {
        super(type);
        this.writing = writing;
    }

    /** One for each media type. */
    static List<InsightConverter> all(JsonMapper json) {
        return List.of(
                new InsightConverter(MediaType.APPLICATION_JSON, (insight, out) -> json(json, insight, out)),
                new InsightConverter(MediaType.parseMediaType(TensorTypes.NPY), InsightConverter::npy),
                new InsightConverter(MediaType.IMAGE_PNG, InsightConverter::png),
                new InsightConverter(new MediaType("text", "csv", StandardCharsets.UTF_8), InsightConverter::csv));
    }

    private static void json(JsonMapper json, Insight insight, OutputStream out) {
        Object body = insight.body().get();
        json.writeValue(out, body);
    }

    private static void npy(Insight insight, OutputStream out) throws IOException {
        NpyWriter.write(insight.arrays().get(0).values(), out);
    }

    private static void png(Insight insight, OutputStream out) throws IOException {
        byte[] picture = insight.picture()
                .orElseThrow(() -> new ImpossibleException(
                        "no-picture", "The items of " + insight.model() + " are not images; ask for JSON or NPY"))
                .get();
        out.write(picture);
    }

    private static void csv(Insight insight, OutputStream out) throws IOException {
        out.write(insight.table().orElseThrow().get().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Insight.class;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Insight readInternal(Class<? extends Insight> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Insights are only written", message);
    }

    @Override
    protected void writeInternal(Insight insight, HttpOutputMessage message) throws IOException {
        if (!insight.model().isEmpty()) {
            message.getHeaders().set(TensorTypes.MODEL_HEADER, insight.model());
        }
        writing.write(insight, message.getBody());
    }
}
