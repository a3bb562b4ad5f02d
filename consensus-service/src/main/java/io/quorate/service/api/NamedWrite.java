package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the header by which any write can be repeated; [RequestHeaders#idempotencyKey] reads
/// it. What follows from it for the answers is added by [OpenApiDocument].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    in = ParameterIn.HEADER,
    name = QuorateHeaders.IDEMPOTENCY_KEY,
    description =
        "Names the write, so that it can be repeated and is done once: 1 to 128 visible ASCII"
            + " characters",
    schema = @Schema(type = "string", minLength = 1, maxLength = 128))
@interface NamedWrite {}
