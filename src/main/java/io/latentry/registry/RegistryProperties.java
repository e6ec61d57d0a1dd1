package io.latentry.registry;

import io.latentry.model.Precision;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How models are kept.
 *
 * @param memoryBudget what the networks in memory may take together; the least recently used make room for others
 * @param loadWait for a model that another request is loading, before the answer is 503
 * @param bfloat16 names of models that compute in bfloat16 where the processor can; backbones gain by it
 * @param torchFiles whether files of PyTorch's own, TorchScript or pickled, may be imported
 * @param artifact limits of an artifact that is imported
 */
@Validated
@ConfigurationProperties("latentry.models")
record RegistryProperties(
        @DefaultValue("1GB") DataSize memoryBudget,
        @DefaultValue("30s") Duration loadWait,
        @DefaultValue Set<String> bfloat16,
        @DefaultValue("false") boolean torchFiles,
        @DefaultValue @Valid Artifact artifact) {

    /**
     * Limits of an artifact that is imported.
     *
     * @param maxSize of the ZIP file
     * @param maxWeights of its {@code model.safetensors}, uncompressed
     * @param maxRatio of an entry's size to its compressed size
     */
    record Artifact(
            @DefaultValue("1GB") DataSize maxSize,
            @DefaultValue("1GB") DataSize maxWeights,
            @DefaultValue("100") @Min(1) int maxRatio) {}

    Precision precision(String model) {
        return bfloat16.contains(model) ? Precision.BFLOAT16 : Precision.FLOAT32;
    }
}
