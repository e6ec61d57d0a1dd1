package io.latentry.dataset;

import io.latentry.core.error.ImpossibleException;
import io.latentry.drawing.ImageGrid;
import io.latentry.web.RequestMemory;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Answers images as one picture. */
@Component
class PngItemsConverter extends AbstractHttpMessageConverter<ItemSlice> {

    private static final int IMAGES = 4;

    private final Supplier<RequestMemory> memory;

    PngItemsConverter(Supplier<RequestMemory> memory) {
        super(MediaType.IMAGE_PNG);
        this.memory = memory;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == ItemSlice.class;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected ItemSlice readInternal(Class<? extends ItemSlice> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Items are only written", message);
    }

    @Override
    protected void writeInternal(ItemSlice slice, HttpOutputMessage message) throws IOException {
        if (slice.items().shape().length != IMAGES) {
            throw new ImpossibleException("not-images", "The items of " + slice.dataset() + " are vectors, not images");
        }
        if (slice.indices().isEmpty()) {
            throw new ImpossibleException("no-items", "No item of the split has the label, so there is no picture");
        }
        memory.get().hold(slice.items().bytes());
        ImageGrid.of(List.of(slice.items().tensor())).write(message.getBody());
    }
}
