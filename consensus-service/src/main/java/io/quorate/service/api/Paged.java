package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the parameters of a list that comes in pages; [Page] reads them.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    in = ParameterIn.QUERY,
    name = "limit",
    description = "How many to list at most, up to 1000",
    schema = @Schema(type = "integer", defaultValue = "100"))
@Parameter(
    in = ParameterIn.QUERY,
    name = "cursor",
    description = "Where an earlier answer ended",
    schema = @Schema(type = "string"))
@interface Paged {}
