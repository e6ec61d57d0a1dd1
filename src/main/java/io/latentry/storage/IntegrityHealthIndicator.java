package io.latentry.storage;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health component {@code integrity}: up even if something is damaged, since everything else can be used. */
@Component
class IntegrityHealthIndicator implements HealthIndicator {

    private final DamageList damages;

    IntegrityHealthIndicator(DamageList damages) {
        this.damages = damages;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("damaged", damages.all()).build();
    }
}
