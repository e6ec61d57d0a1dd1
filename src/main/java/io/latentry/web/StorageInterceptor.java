package io.latentry.web;

import io.latentry.core.error.LatentryException;
import io.latentry.storage.EssentialWrites;
import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StorageState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Answers nothing from a store that is gone, and lets deletions use the reserve of a full disk. */
@Component
class StorageInterceptor implements AsyncHandlerInterceptor, WebMvcConfigurer {

    private final StorageMonitor storage;

    StorageInterceptor(StorageMonitor storage) {
        this.storage = storage;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        StorageState state = storage.state();
        Optional<LatentryException> refusal = state.isLost() ? state.refusal() : Optional.empty();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (isDeletion(request)) {
            EssentialWrites.begin();
        }
        return true;
    }

    private static boolean isDeletion(HttpServletRequest request) {
        return HttpMethod.DELETE.matches(request.getMethod());
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception error) {
        if (isDeletion(request)) {
            EssentialWrites.end();
        }
    }
}
