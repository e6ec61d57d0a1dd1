package io.latentry.inference;

import io.latentry.exchange.TensorTypes;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Writes answers in one media type; headers say what answered, and with which seed. */
abstract class AnswerConverter extends AbstractHttpMessageConverter<Answer> {

    AnswerConverter(MediaType type) {
        super(type);
    }

    abstract void write(Answer answer, OutputStream out) throws IOException;

    @Override
    protected final boolean supports(Class<?> type) {
        return Answer.class.isAssignableFrom(type);
    }

    @Override
    public final boolean canRead(Class<?> type, MediaType mediaType) {
        return false;
    }

    @Override
    protected final Answer readInternal(Class<? extends Answer> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("Answers are only written", message);
    }

    @Override
    protected final void writeInternal(Answer answer, HttpOutputMessage message) throws IOException {
        HttpHeaders headers = message.getHeaders();
        headers.set(TensorTypes.MODEL_HEADER, answer.model());
        answer.seed().ifPresent(seed -> headers.set(TensorTypes.SEED_HEADER, Long.toString(seed)));
        write(answer, message.getBody());
    }
}
