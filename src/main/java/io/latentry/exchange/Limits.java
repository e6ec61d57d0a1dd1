package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.core.error.TooLargeException;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.web.RequestMemory;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Refuses requests that are too large, or too many at once, before work is done for them. */
@Component
public class Limits {

    /** Items are in memory, and what is made of them. */
    private static final long COPIES = 2;

    /** Some bodies are kept as one. */
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final ExchangeProperties properties;
    private final Supplier<RequestMemory> memory;

    Limits(ExchangeProperties properties, Supplier<RequestMemory> memory) {
        this.properties = properties;
        this.memory = memory;
    }

    public int maxItems() {
        return properties.maxItems();
    }

    /** No buffer can be larger than an int tells. */
    private long maxTensor() {
        return Math.min(properties.maxTensor().toBytes(), Integer.MAX_VALUE);
    }

    /** The most values that items of a shape may have together. */
    long maxValues(ItemShape shape) {
        return Math.min((long) maxItems() * shape.size(), maxTensor() / Float.BYTES);
    }

    /** Checks how many items a request sends or refers to. */
    void items(long count, ModelConfig config) {
        if (count > maxItems()) {
            throw new TooLargeException(
                    "too-many-items", count + " items are more than the " + maxItems() + " that a request may have");
        }
        tensor(count, config);
    }

    /** Checks a number of items that an option asks for. */
    public int option(String field, int count, int least, ModelConfig config) {
        if (count < least || count > maxItems()) {
            throw InvalidInputException.field(field, "must be an integer from " + least + " to " + maxItems());
        }
        tensor(count, config);
        return count;
    }

    private void tensor(long count, ModelConfig config) {
        values(count * Math.max(config.shape().size(), config.codeSize()));
    }

    /** Checks a number of values that are to be in memory at once. */
    public void values(long count) {
        if (count * Float.BYTES > maxTensor()) {
            throw new TooLargeException(
                    "too-many-values", count + " values take more than " + properties.maxTensor() + " of memory");
        }
        memory.get().hold(COPIES * count * Float.BYTES);
    }

    /** Checks the size of a body that stays in memory beside the items. */
    void keptBody(long bytes) {
        body(bytes);
        memory.get().keep(bytes);
    }

    /** Checks the size of a body, as far as it is known. */
    void body(long bytes) {
        if (bytes > Math.min(properties.maxBody().toBytes(), LONGEST_ARRAY)) {
            throw new TooLargeException(
                    "body-too-large", "The body has more than " + properties.maxBody() + " (" + bytes + " bytes)");
        }
        memory.get().hold(bytes);
    }
}
