package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.UnsupportedFormatException;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads requests in every format there is. */
@Component
public class RequestReader {

    private final Limits limits;
    private final JsonRequests json;
    private final NpyItems npy;
    private final ImageItems images;
    private final Supplier<Turn> turn;

    RequestReader(Limits limits, JsonRequests json, NpyItems npy, ImageItems images, Supplier<Turn> turn) {
        this.limits = limits;
        this.json = json;
        this.npy = npy;
        this.images = images;
        this.turn = turn;
    }

    /**
     * Reads items and options.
     *
     * @param config of the model that will take them
     * @param type of the options
     */
    public <O extends Record> ItemRequest<O> items(HttpServletRequest request, ModelConfig config, Class<O> type)
            throws IOException {
        MediaType format = format(request);
        ItemRequest<O> read = items(format, request, config, type);
        if (read.items().rows() == 0) {
            throw noInput();
        }
        return read;
    }

    private <O extends Record> ItemRequest<O> items(
            MediaType format, HttpServletRequest request, ModelConfig config, Class<O> type) throws IOException {
        if (is(format, TensorTypes.JSON)) {
            refuseQuery(request);
            byte[] body = wholeBody(request);
            turn.get().begin();
            return json.items(body, config, type);
        }
        Tensor items = tensor(format, request, config);
        return new ItemRequest<>(items, query(request, type), "items");
    }

    /** Reads the options of a verb that takes no items; its body is JSON or empty. */
    public <O extends Record> O options(HttpServletRequest request, Class<O> type) throws IOException {
        if (isEmpty(request)) {
            turn.get().begin();
            return query(request, type);
        }
        MediaType format = format(request);
        if (!is(format, TensorTypes.JSON)) {
            throw unsupported(format.toString());
        }
        refuseQuery(request);
        byte[] body = wholeBody(request);
        turn.get().begin();
        return json.options(body, type);
    }

    static InvalidInputException noInput() {
        return new InvalidInputException("no-input", "The request has neither items nor a dataset's indices");
    }

    private Tensor tensor(MediaType format, HttpServletRequest request, ModelConfig config) throws IOException {
        if (is(format, TensorTypes.NPY)) {
            Tensor items = npy.read(body(request), config);
            turn.get().begin();
            return items;
        }
        if (is(format, TensorTypes.PNG) || is(format, MediaType.IMAGE_JPEG_VALUE)) {
            byte[] file = wholeBody(request);
            turn.get().begin();
            return images.read(file, config);
        }
        if (is(format, TensorTypes.MULTIPART)) {
            turn.get().begin();
            return images.readParts(request, config);
        }
        throw unsupported(format.toString());
    }

    private static MediaType format(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            throw isEmpty(request) ? noInput() : unsupported("unknown");
        }
        try {
            return MediaType.parseMediaType(type);
        } catch (InvalidMediaTypeException exception) {
            throw unsupported(type);
        }
    }

    private static boolean is(MediaType format, String type) {
        return format.equalsTypeAndSubtype(MediaType.parseMediaType(type));
    }

    private static boolean isEmpty(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }

    private static UnsupportedFormatException unsupported(String type) {
        return new UnsupportedFormatException(
                "unsupported-media-type",
                "A body of type " + type + " is not taken here; it must be one of " + TensorTypes.BODIES);
    }

    private byte[] wholeBody(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length < 0) {
            byte[] body = body(request).readAllBytes();
            limits.keptBody(body.length);
            return body;
        }
        limits.keptBody(length);
        byte[] body = new byte[(int) length];
        int read = request.getInputStream().readNBytes(body, 0, body.length);
        return read == body.length ? body : Arrays.copyOf(body, read);
    }

    private InputStream body(HttpServletRequest request) throws IOException {
        limits.body(request.getContentLengthLong());
        return new BoundedInputStream(request.getInputStream(), limits);
    }

    private static void refuseQuery(HttpServletRequest request) {
        request.getParameterMap().keySet().stream().findFirst().ifPresent(name -> {
            throw InvalidInputException.field(name, "must stand in the JSON body, not in the query");
        });
    }

    private static <O extends Record> O query(HttpServletRequest request, Class<O> type) {
        OptionFields<O> options = OptionFields.ofQuery(type);
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (parameter.getValue().length != 1) {
                throw InvalidInputException.field(parameter.getKey(), "must be given once");
            }
            options.put(parameter.getKey(), parameter.getValue()[0]);
        }
        return options.bind();
    }
}
