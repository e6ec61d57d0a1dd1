package io.latentry.dataset.ingest;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes datasets in. */
@RestController
@RequestMapping("/v1/datasets")
@Tag(name = "Datasets")
class UploadController {

    private static final String CREATED = "Sealed, and on disk";
    private static final String INVALID = "The form or a file is malformed: `errors` says where";
    private static final String TAKEN = "The name is taken (`dataset-exists`)";

    private final Ingest ingest;
    private final SampleInstaller samples;
    private final UploadSlots slots;

    UploadController(Ingest ingest, SampleInstaller samples, UploadSlots slots) {
        this.ingest = ingest;
        this.samples = samples;
        this.slots = slots;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Upload a dataset, or ask for a sample")
    @ApiResponse(responseCode = "201", description = CREATED)
    @ApiResponse(responseCode = "400", description = INVALID)
    @ApiResponse(responseCode = "404", description = "There is no such sample (`sample-not-found`)")
    @ApiResponse(responseCode = "409", description = TAKEN)
    ResponseEntity<DatasetView> addSample(@RequestBody SampleRequest request) {
        return created(samples.add(request.checkedSample(), request.checkedName()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Upload a dataset, or ask for a sample",
            description = "As a form with files: the format is told from their bytes. Either `file` (CSV with a header"
                    + " line, NPZ with arrays such as x_train and y_train, a ZIP of PNG and JPEG images in folders for"
                    + " their classes, or one array) or `train` with any of `trainLabels`, `test` and `testLabels`"
                    + " (IDX or NPY). Where no test items are given, `testFraction` of each class is chosen by `seed`."
                    + " Or as JSON, naming a sample that ships with the server: `fashion-sample` or `digits`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = SampleRequest.class)),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(implementation = UploadForm.class))
                            }))
    @ApiResponse(responseCode = "201", description = CREATED)
    @ApiResponse(responseCode = "400", description = INVALID)
    @ApiResponse(responseCode = "409", description = TAKEN)
    @ApiResponse(responseCode = "413", description = "A limit is exceeded; all are configuration")
    @ApiResponse(responseCode = "415", description = "The bytes are of no format that is understood")
    @ApiResponse(responseCode = "429", description = "Other uploads are being read (`uploads-busy`)")
    @ApiResponse(responseCode = "507", description = "The disk has no room for it (`disk-full`)")
    ResponseEntity<DatasetView> addDataset(
            @ModelAttribute UploadForm form, @Parameter(hidden = true) MultipartHttpServletRequest request) {
        UploadForm.checkNames(request);
        return created(slots.use(() -> ingest.add(form.checkedName(), form.files(), form.options())));
    }

    private static ResponseEntity<DatasetView> created(Dataset dataset) {
        return ResponseEntity.created(URI.create("/v1/datasets/" + dataset.name()))
                .body(DatasetView.of(dataset));
    }
}
