package io.quorate.service.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The OpenAPI document at `/v3/api-docs`: what the controllers say of themselves, and here what
/// holds for all reads, all writes and all responses.
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
  static final String KV = "Key-value";
  static final String WATCH = "Watch";
  static final String CLUSTER = "Cluster";
  static final String ETAG = "#/components/headers/ETag";
  static final String TAG = "#/components/headers/" + QuorateHeaders.TAG;
  static final String GUARANTEE = "#/components/headers/" + QuorateHeaders.GUARANTEE;
  static final String PROBLEM = "#/components/schemas/Problem";
  static final String PROBLEM_RESPONSE = "#/components/responses/Problem";

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Quorate")
                .version("v1")
                .description(
                    "A replicated key-value store. Every replica serves every route; errors are"
                        + " problems (RFC 9457) whose `type` is stable.")
                .license(new License().name("Apache-2.0")))
        .components(
            new Components()
                .addSchemas("Problem", problemSchema())
                .addResponses("Problem", problem("A problem"))
                .addHeaders("ETag", text("The key's `modRevision`, in double quotes"))
                .addHeaders("Quorate-Revision", number("The store's revision it reflects"))
                .addHeaders("Quorate-Replica", text("The replica that served it"))
                .addHeaders("Quorate-Consistency", text("The consistency it was read at"))
                .addHeaders(QuorateHeaders.TAG, text("The tag, `<counter>.<writer>`"))
                .addHeaders(QuorateHeaders.GUARANTEE, text("`atomic`, `regular` or `eventual`"))
                .addHeaders("Idempotency-Replayed", text("`true`: an earlier answer, repeated"))
                .addHeaders("Retry-After", number("Seconds to wait before trying again")));
  }

  @Bean
  OpenApiCustomizer whatAllHaveInCommon() {
    return document -> {
      document.setPaths(withPlainKeys(document.getPaths()));
      document.getPaths().forEach((path, item) -> describe(path, item));
    };
  }

  /// Springdoc shows Spring's own notation for the rest of a path.
  private static Paths withPlainKeys(Paths paths) {
    Paths plain = new Paths();
    paths.forEach((path, item) -> plain.addPathItem(path.replace("{*", "{"), item));
    return plain;
  }

  private static void describe(String path, PathItem item) {
    item.readOperationsMap()
        .forEach((method, operation) -> {
          if (path.endsWith("/{key}")) {
            describeKey(method, operation);
          }
          if (path.contains("/{name}")) {
            describeName(operation);
          }
          if (path.startsWith("/v1/")) {
            operation.addParametersItem(timeout());
          }
          describeWhatFollows(operation);
          ApiResponses responses = operation.getResponses();
          addProblem(responses, "400", "`invalid-request`, with `errors`");
          responses.values().forEach(OpenApiDocument::addCommonHeaders);
        });
  }

  private static void describeKey(HttpMethod method, Operation operation) {
    List<Parameter> own = operation.getParameters();
    if (own != null) {
      own.removeIf(one -> "path".equals(one.getIn()));
    }
    operation.addParametersItem(
        new Parameter()
            .in("path")
            .name("key")
            .required(true)
            .description(
                "1 to 1024 bytes of UTF-8, percent-encoded; no control characters. Slashes are part"
                    + " of the key. A whole segment `.` or `..` must be written with `%2E`.")
            .schema(new StringSchema().minLength(1).maxLength(1024))
            .example("app/db/url"));
    ApiResponses responses = operation.getResponses();
    if (method == HttpMethod.GET) {
      addProblem(responses, "404", "`not-found`: there is no such key");
      addProblem(responses, "406", "`not-acceptable`");
    }
    addProblem(responses, "413", "`too-large`, with `limit`: nothing was changed");
    describeQueue(responses);
  }

  /// Of a lock or an election.
  private static void describeName(Operation operation) {
    List<Parameter> own = operation.getParameters();
    if (own != null) {
      own.removeIf(one -> "path".equals(one.getIn()));
    }
    operation.addParametersItem(
        new Parameter()
            .in("path")
            .name("name")
            .required(true)
            .description("As a key: percent-encoded, slashes are part of it")
            .schema(new StringSchema().minLength(1).maxLength(1024))
            .example("app/leader"));
    ApiResponses responses = operation.getResponses();
    addProblem(responses, "404", "`not-found`: nobody holds it, or the lease has ended");
    addProblem(responses, "413", "`too-large`, with `limit`: nothing was changed");
  }

  private static void describeQueue(ApiResponses responses) {
    addProblem(responses, "429", "`overloaded`: nothing was proposed");
    addProblem(responses, "503", "`no-quorum` or `not-ready`: nothing was proposed");
  }

  /// What a route answers follows from what it takes.
  private static void describeWhatFollows(Operation operation) {
    ApiResponses responses = operation.getResponses();
    if (takes(operation, "minRevision")) {
      addHeader(responses, QuorateHeaders.CONSISTENCY);
      describeQueue(responses);
    }
    if (takes(operation, "revision")) {
      addProblem(responses, "410", "`compacted`, with `compactRevision`: that history is gone");
    }
    if (takes(operation, "If-Match")) {
      addProblem(
          responses,
          "412",
          "`precondition-failed`, with `current`: the entry, or null; or `stale-fence`");
    }
    if (takes(operation, QuorateHeaders.FENCE)) {
      addProblem(responses, "412", "`stale-fence`, with `lock` and `token`: nothing was changed");
    }
    if (takes(operation, QuorateHeaders.IDEMPOTENCY_KEY)) {
      addHeader(responses, QuorateHeaders.REPLAYED);
      addProblem(responses, "413", "`too-large`, with `limit`: nothing was changed");
      addProblem(responses, "422", "`idempotency-key-reused`: by another request");
      addProblem(responses, "504", "`outcome-unknown`: it may have happened, or may happen yet");
      describeQueue(responses);
    }
  }

  private static boolean takes(Operation operation, String parameter) {
    List<Parameter> all = operation.getParameters();
    return all != null && all.stream().anyMatch(one -> parameter.equals(one.getName()));
  }

  private static void addHeader(ApiResponses responses, String name) {
    responses.values().forEach(one -> one.addHeaderObject(name, headerRef(name)));
  }

  private static Parameter timeout() {
    return new Parameter()
        .in("header")
        .name("Quorate-Timeout-Ms")
        .description("How long to wait, in milliseconds; more than 60000 counts as 60000")
        .schema(new IntegerSchema()._default(5000).minimum(BigDecimal.ONE));
  }

  private static void addProblem(ApiResponses responses, String status, String description) {
    responses.computeIfAbsent(status, _ -> problem(description));
  }

  private static void addCommonHeaders(ApiResponse response) {
    if (response.get$ref() != null) {
      return;
    }
    response.addHeaderObject("Quorate-Revision", headerRef("Quorate-Revision"));
    response.addHeaderObject("Quorate-Replica", headerRef("Quorate-Replica"));
  }

  private static ApiResponse problem(String description) {
    ApiResponse response =
        new ApiResponse()
            .description(description)
            .content(
                new Content()
                    .addMediaType(
                        Problem.MEDIA_TYPE, new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    return response;
  }

  private static Header headerRef(String name) {
    return new Header().$ref("#/components/headers/" + name);
  }

  private static Header text(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  private static Header number(String description) {
    return new Header().description(description).schema(new IntegerSchema().format("int64"));
  }

  private static Schema<?> problemSchema() {
    Schema<Object> schema = new ObjectSchema();
    schema.setDescription("What went wrong (RFC 9457); each type adds fields of its own");
    schema.addProperty("type", new StringSchema().example("/problems/invalid-request"));
    schema.addProperty("title", new StringSchema().example("Invalid request"));
    schema.addProperty("status", new IntegerSchema().example(400));
    schema.addProperty("detail", new StringSchema());
    schema.setRequired(List.of("type", "title", "status", "detail"));
    schema.setAdditionalProperties(true);
    return schema;
  }
}
