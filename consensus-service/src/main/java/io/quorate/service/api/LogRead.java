package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the parameters that every read of what is in the log takes; [Query#consistency] reads
/// them.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    in = ParameterIn.QUERY,
    name = "consistency",
    description = "`stale`: what this replica has applied, without a quorum",
    schema =
        @Schema(
            type = "string",
            allowableValues = {"linearizable", "stale"},
            defaultValue = "linearizable"))
@Parameter(
    in = ParameterIn.QUERY,
    name = "minRevision",
    description = "Wait until this replica has applied this revision, then answer from it",
    schema = @Schema(type = "integer", format = "int64", minimum = "0"))
@interface LogRead {}
