package io.quorate.service.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares the parameters by which an operation on a register says how many members it waits for;
/// [RegisterLevel] reads them.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
    in = ParameterIn.QUERY,
    name = "consistency",
    description =
        "How many members to wait for: the first, a quorum, all of them, or a quorum with what is"
            + " read written back. What that is worth is computed from who has answered, as"
            + " `guarantee`",
    schema =
        @Schema(
            type = "string",
            allowableValues = {"one", "quorum", "all", "atomic"},
            defaultValue = "atomic"))
@Parameter(
    in = ParameterIn.QUERY,
    name = "r",
    description = "Instead: so many members to read from; a quorum if only `w` is given",
    schema = @Schema(type = "integer", minimum = "1"))
@Parameter(
    in = ParameterIn.QUERY,
    name = "w",
    description =
        "Instead: so many members to write to, and for a read to write back to before it answers;"
            + " if only `r` is given, a write takes a quorum and a read writes nothing back",
    schema = @Schema(type = "integer", minimum = "1"))
@interface RegisterCounts {}
