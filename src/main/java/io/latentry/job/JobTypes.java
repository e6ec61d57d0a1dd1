package io.latentry.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of job that this server knows. */
@Component
class JobTypes {

    private final Map<String, JobType> types;

    JobTypes(List<JobType> types) {
        this.types = types.stream().collect(Collectors.toMap(JobType::name, Function.identity()));
    }

    JobType get(String name) {
        return Optional.ofNullable(types.get(name))
                .orElseThrow(() -> new IllegalStateException("There is no job type " + name));
    }
}
