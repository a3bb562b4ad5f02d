package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the header by which any write to the log rests on a lock; [RequestHeaders#fences] reads
/// it. What follows from it for the answers is added by [OpenApiDocument].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    in = ParameterIn.HEADER,
    name = QuorateHeaders.FENCE,
    description =
        "`<lock>=<token>`, several with commas: only while each token holds its lock or election."
            + " A name is percent-encoded as in a path",
    schema = @Schema(type = "string"))
@interface FencedWrite {}
