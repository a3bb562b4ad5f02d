package io.quorate.service.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a body that is a value, in either form; [PutBody] reads it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestBody(
    required = true,
    content = {
      @Content(
          mediaType = "application/json",
          schema = @Schema(implementation = ValueBody.Json.class)),
      @Content(
          mediaType = "application/octet-stream",
          schema = @Schema(type = "string", format = "binary"))
    })
@interface ValueBody {

  /// The JSON form.
  @Schema(
      name = "PutRequest",
      description = "Exactly one of the two values; no other field is allowed")
  record Json(
      @Schema(description = "The value as text", example = "postgres://db.internal/app")
          String value,
      @Schema(description = "The value in Base64") String valueBase64,
      @Schema(description = "The lease that the key shall end with; not of a register")
          Long leaseId) {}
}
