package io.latentry.web;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Something that every request has one of, made when it is first asked for. Beans of Spring's request scope are the same, but
 * are made by reflection and found through proxies, which shows in small requests.
 *
 * @param <T> its type, which tells it from others
 */
public final class RequestLocal<T> implements Supplier<T> {

    private final Class<T> type;
    private final Supplier<T> maker;
    private final Consumer<T> end;

    /**
     * Nothing is made yet.
     *
     * @param end is told when the request has been answered
     */
    public RequestLocal(Class<T> type, Supplier<T> maker, Consumer<T> end) {
        this.type = type;
        this.maker = maker;
        this.end = end;
    }

    /**
     * The present request's.
     *
     * @throws IllegalStateException if this thread has no request
     */
    @Override
    public T get() {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        Object found = request.getAttribute(type.getName(), RequestAttributes.SCOPE_REQUEST);
        return found == null ? begin(request) : type.cast(found);
    }

    private T begin(RequestAttributes request) {
        T made = maker.get();
        request.setAttribute(type.getName(), made, RequestAttributes.SCOPE_REQUEST);
        request.registerDestructionCallback(type.getName(), () -> end.accept(made), RequestAttributes.SCOPE_REQUEST);
        return made;
    }
}
