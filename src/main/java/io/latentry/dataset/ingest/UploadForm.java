package io.latentry.dataset.ingest;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import io.latentry.model.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The parts of an upload: all optional but the name and either {@code file} or {@code train}. */
@Schema(name = "DatasetUpload", requiredProperties = "name")
record UploadForm(
        @Schema(description = "The dataset's name", example = "my-dataset", pattern = Names.PATTERN) @Nullable String name,

        @Schema(description = "CSV (or CSV in gzip), NPZ, a ZIP of images, or a single array in IDX or NPY") @Nullable MultipartFile file,

        @Schema(description = "Instead of `file`: an array of training items, IDX or NPY, gzip or not") @Nullable MultipartFile train,

        @Schema(description = "The labels of `train`, IDX or NPY") @Nullable MultipartFile trainLabels,

        @Schema(description = "An array of test items; without it they are chosen") @Nullable MultipartFile test,

        @Schema(description = "The labels of `test`") @Nullable MultipartFile testLabels,

        @Schema(description = "The column of a CSV file that holds labels, by its name") @Nullable String label,

        @Schema(description = "Names of the labels 0, 1, … of arrays, separated by commas") @Nullable List<String> classes,

        @Schema(description = "How many of the items become test items, in (0, 1); 0.2 if absent") @Nullable Double testFraction,

        @Schema(description = "Seed of their choice; 42 if absent") @Nullable Long seed,

        @Schema(description = "Height and width to which images of a ZIP are resized, such as 28x28") @Nullable String size,

        @Schema(description = "1 turns images of a ZIP grey, 3 into colour") @Nullable Integer channels) {

    private static final Set<String> OPTIONS =
            Set.of("name", "label", "classes", "testFraction", "seed", "size", "channels");

    /** Refuses parts and parameters that are unknown, or that come twice. */
    static void checkNames(MultipartHttpServletRequest request) {
        List<FieldError> errors = new ArrayList<>();
        request.getMultiFileMap().forEach((field, files) -> {
            check(field, FileRole.of(field).isPresent(), files, errors);
        });
        request.getParameterMap()
                .forEach((field, values) -> check(field, OPTIONS.contains(field), List.of(values), errors));
        if (!errors.isEmpty()) {
            throw new InvalidInputException("invalid-input", "The form has parts that it cannot have", errors);
        }
    }

    private static void check(String field, boolean known, Collection<?> values, List<FieldError> errors) {
        if (!known) {
            errors.add(
                    new FieldError(field, "is no field of an upload, or is a file where text belongs or vice versa"));
        } else if (values.size() > 1) {
            errors.add(new FieldError(field, "must be given once"));
        }
    }

    String checkedName() {
        return Names.check("name", name == null ? "" : name);
    }

    Map<FileRole, Ingest.Content> files() {
        Map<FileRole, Ingest.Content> files = new EnumMap<>(FileRole.class);
        put(files, FileRole.FILE, file);
        put(files, FileRole.TRAIN, train);
        put(files, FileRole.TRAIN_LABELS, trainLabels);
        put(files, FileRole.TEST, test);
        put(files, FileRole.TEST_LABELS, testLabels);
        return files;
    }

    /** Moving keeps the bytes where the server put them when it received the request. */
    private static void put(Map<FileRole, Ingest.Content> files, FileRole role, @Nullable MultipartFile part) {
        if (part != null) {
            files.put(role, (Path target) -> part.transferTo(target.toFile()));
        }
    }

    IngestOptions options() {
        if (testFraction != null && !(testFraction > 0 && testFraction < 1)) {
            throw InvalidInputException.field("testFraction", "must be between 0 and 1, both excluded");
        }
        if (channels != null && channels != 1 && channels != 3) {
            throw InvalidInputException.field("channels", "must be 1 or 3");
        }
        return new IngestOptions(
                Optional.ofNullable(label),
                Optional.ofNullable(classes).map(UploadForm::checkedClasses),
                Optional.ofNullable(testFraction),
                Optional.ofNullable(seed),
                Optional.ofNullable(size).map(ImageSize::parse),
                Optional.ofNullable(channels));
    }

    private static List<String> checkedClasses(List<String> names) {
        List<String> stripped = names.stream().map(String::strip).toList();
        if (stripped.contains("") || Set.copyOf(stripped).size() < stripped.size()) {
            throw InvalidInputException.field("classes", "must be different names, separated by commas");
        }
        return stripped;
    }
}
