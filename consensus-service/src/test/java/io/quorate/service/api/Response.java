package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A response, with what a test wants to know of it.
record Response(HttpResponse<byte[]> http, JsonMapper json) {

  int status() {
    return http.statusCode();
  }

  byte[] bytes() {
    return http.body();
  }

  String text() {
    return new String(bytes(), UTF_8);
  }

  JsonNode body() {
    return json.readTree(bytes());
  }

  /// A header, empty when it is not there.
  String header(String name) {
    return http.headers().firstValue(name).orElse("");
  }

  /// Checks that this is a problem as the contract wants it, and returns its fields.
  JsonNode problem(int status, String name) {
    assertThat(status()).as(text()).isEqualTo(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(header("Quorate-Replica")).isEqualTo("a");
    assertThat(header("Quorate-Revision")).matches("\\d+");
    JsonNode body = body();
    assertThat(body.path("type").asString()).isEqualTo("/problems/" + name);
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("title").asString()).isNotBlank();
    assertThat(body.path("detail").asString()).isNotBlank();
    return body;
  }

  /// Checks that this is a 400 that blames this field, and returns what it says of it.
  String blames(String field) {
    JsonNode errors = problem(400, "invalid-request").path("errors");
    for (JsonNode error : errors) {
      if (error.path("field").asString().equals(field)) {
        return error.path("message").asString();
      }
    }
    throw new AssertionError(field + " is not blamed: " + text());
  }
}
