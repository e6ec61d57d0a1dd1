package io.latentry.dataset;

import io.latentry.web.MediaTypes;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Answers items as an {@code <f4} array. */
@Component
class NpyItemsConverter extends AbstractHttpMessageConverter<ItemSlice> {

    NpyItemsConverter() {
        super(MediaType.parseMediaType(MediaTypes.NPY));
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
        OutputStream out = message.getBody();
        NpyWriter.writeHeader(slice.items().shape(), out);
        slice.items().forEach(item -> NpyWriter.writeValues(item, out));
    }
}
