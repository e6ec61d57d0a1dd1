package io.latentry.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the store holds that is not what was put there, as far as it has been noticed since the server started. */
@Component
public class DamageList {

    private static final Logger LOG = LoggerFactory.getLogger(DamageList.class);

    private final Map<String, String> damaged = new ConcurrentHashMap<>();

    DamageList(MeterRegistry meters) {
        Gauge.builder("latentry.damaged", damaged, Map::size)
                .description("Datasets and weights whose files are not what was stored")
                .register(meters);
    }

    /**
     * Adds what is damaged, and logs it unless it is known.
     *
     * @param name such as {@code dataset digits}
     * @param detail what is wrong with it
     */
    public void add(String name, String detail) {
        if (!detail.equals(damaged.put(name, detail))) {
            LOG.error("Damaged: {}: {}", name, detail);
        }
    }

    /** Removes what is sound again, or deleted. */
    public void remove(String name) {
        if (damaged.remove(name) != null) {
            LOG.info("No longer damaged: {}", name);
        }
    }

    /** The details by name. */
    public Map<String, String> all() {
        return new TreeMap<>(damaged);
    }
}
