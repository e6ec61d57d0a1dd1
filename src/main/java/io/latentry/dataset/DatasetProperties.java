package io.latentry.dataset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What uploads may cost.
 *
 * @param samples whether an empty store gets the samples that ship with the server
 * @param concurrentUploads uploads that are read at once; each may hold a decoded image, or the labels of a dataset
 * @param maxUpload the size of a request with files
 * @param maxExpanded the size of what it holds, decompressed
 * @param maxExpansion how many times larger it may become by decompression
 * @param maxItems items in a dataset
 * @param maxItemValues values in an item
 * @param maxImagePixels pixels of an image file before it is resized
 * @param maxImageFile the size of an image file
 * @param maxClasses different labels in a dataset
 * @param maxZipEntries entries in a ZIP file
 * @param maxCsvLine the length of a line in a CSV file
 * @param maxAnswerValues values in an answer with items
 */
@Validated
@ConfigurationProperties("latentry.datasets")
public record DatasetProperties(
        @DefaultValue("true") boolean samples,

        @DefaultValue("2") @Min(1) int concurrentUploads,
        @DefaultValue("4GB") DataSize maxUpload,
        @DefaultValue("16GB") DataSize maxExpanded,
        @DefaultValue("200") @Min(1) int maxExpansion,
        @DefaultValue("10000000") @Min(2) int maxItems,
        @DefaultValue("1000000") @Min(1) @Max(1 << 26) int maxItemValues,
        @DefaultValue("16000000") @Min(1) int maxImagePixels,
        @DefaultValue("32MB") DataSize maxImageFile,
        @DefaultValue("10000") @Min(1) int maxClasses,
        @DefaultValue("1000000") @Min(1) int maxZipEntries,
        @DefaultValue("16MB") DataSize maxCsvLine,
        @DefaultValue("16000000") @Min(1) int maxAnswerValues) {}
