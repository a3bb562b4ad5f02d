package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the parameters that name a range of keys; [Bounds] reads them.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    in = ParameterIn.QUERY,
    name = "prefix",
    description = "What the keys begin with; instead of `start` and `end`",
    example = "app/db/",
    schema = @Schema(type = "string"))
@Parameter(
    in = ParameterIn.QUERY,
    name = "start",
    description = "The first key, whether there is such a key or not; without it, the first of all",
    schema = @Schema(type = "string"))
@Parameter(
    in = ParameterIn.QUERY,
    name = "end",
    description = "The first key after the range; without it, it goes on to the last of all",
    schema = @Schema(type = "string"))
@interface KeyBounds {}
