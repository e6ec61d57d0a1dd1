package io.latentry.exchange;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.ImageDecoder;
import io.latentry.model.ImageFitter;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** Reads items from image files, each of the model's own height and width, or made to fit where a model resizes anyway. */
@Component
class ImageItems {

    private final ImageDecoder decoder = new ImageDecoder(Long.MAX_VALUE);
    private final Limits limits;
    private final ImageFitter fitter;

    ImageItems(Limits limits, ImageFitter fitter) {
        this.limits = limits;
        this.fitter = fitter;
    }

    /** Reads one image. */
    Tensor read(byte[] file, ModelConfig config) {
        imageShape(config);
        limits.items(1, config);
        return decode(file, 0, config);
    }

    /** Reads the images of a multipart body, in their order. */
    Tensor readParts(HttpServletRequest request, ModelConfig config) throws IOException {
        ItemShape shape = imageShape(config);
        List<MultipartFile> files = files(request);
        limits.body(files.stream().mapToLong(MultipartFile::getSize).sum());
        limits.items(files.size(), config);
        Tensor items = Tensor.allocate(shape.batch(files.size()));
        for (int i = 0; i < files.size(); i++) {
            items.row(i).put(decode(files.get(i).getBytes(), i, config).values());
        }
        return items;
    }

    private static List<MultipartFile> files(HttpServletRequest request) {
        MultipartHttpServletRequest multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        return multipart == null
                ? List.of()
                : multipart.getMultiFileMap().values().stream()
                        .flatMap(Collection::stream)
                        .toList();
    }

    private static ItemShape imageShape(ModelConfig config) {
        if (!config.shape().isPicture()) {
            throw new ImpossibleException(
                    "not-an-image-model",
                    "This model takes items of shape " + config.shape() + ", which image files can't be");
        }
        return config.shape();
    }

    /** Decodes only what has the right size, or few enough pixels, so that no header can ask for much memory. */
    private Tensor decode(byte[] file, int item, ModelConfig config) {
        ItemShape shape = config.shape();
        String field = "items[" + item + "]";
        try {
            ItemShape found = decoder.shape(file);
            boolean fits = found.height() == shape.height() && found.width() == shape.width();
            if (!fits && config.preprocessing() == null) {
                throw InvalidInputException.field(
                        field,
                        "is an image of %d×%d pixels; the model takes %d×%d"
                                .formatted(found.width(), found.height(), shape.width(), shape.height()));
            }
            limits.values((long) shape.channels() * found.height() * found.width());
            ItemShape wanted = ItemShape.image(shape.channels(), found.height(), found.width());
            Tensor tensor = decoder.decode(file, wanted).tensor();
            return fits ? tensor : fitter.fit(tensor.reshape(batch(tensor)), shape, config.preprocessing());
        } catch (InvalidInputException exception) {
            if (exception.errors().isEmpty()) {
                String message = String.valueOf(exception.getMessage());
                throw new InvalidInputException(exception.code(), message, List.of(new FieldError(field, message)));
            }
            throw exception;
        }
    }

    private static int[] batch(Tensor image) {
        int[] shape = image.shape();
        return shape.length == 4 ? shape : new int[] {1, shape[0], shape[1], shape[2]};
    }
}
