package io.latentry.web;

import io.latentry.core.error.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Problem details (RFC 9457), for the description of the API only. */
@Schema(name = "Problem", description = "Problem details (RFC 9457)")
record Problem(
        @Schema(description = "HTTP status", example = "400")
        int status,

        @Schema(example = "Bad Request") String title,

        @Schema(description = "A sentence for a human", example = "The request is not valid")
        String detail,

        @Schema(description = "Stable, for programs to act on", example = "invalid-input")
        String code,

        @Schema(description = "What is wrong with which field, of bad input")
        List<FieldError> errors) {}
