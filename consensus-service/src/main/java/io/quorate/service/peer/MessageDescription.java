package io.quorate.service.peer;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/// Describes messages between replicas for the OpenAPI document: what is the same for all of them,
/// and what each [PeerMessage] says.
@Component
final class MessageDescription implements OperationCustomizer {
  private static final Map<String, String> PROBLEMS =
      Map.of(
          "409",
          "`cluster-mismatch`, `configuration-mismatch`, `not-a-member`, `same-replica` or"
              + " `other-store`: the sender does not count, and nothing was changed; or refused in"
              + " words of the protocol, which are in `message`: `promise-refused`, with"
              + " `promised`, and `not-leading`",
          "413",
          "`too-large`, with `limit`",
          "415",
          "`unsupported-media-type`",
          "503",
          "`not-ready`");

  @Override
  public Operation customize(Operation operation, HandlerMethod route) {
    Optional.ofNullable(route.getMethodAnnotation(PeerMessage.class))
        .ifPresent(message -> describe(operation, message));
    return operation;
  }

  private static void describe(Operation operation, PeerMessage message) {
    operation.setOperationId(message.id());
    operation.setSummary(message.summary());
    operation.setDescription(message.description());
    operation.setRequestBody(
        new RequestBody()
            .required(true)
            .content(
                new Content()
                    .addMediaType(
                        JsonForm.MEDIA_TYPE,
                        new MediaType().schema(new ObjectSchema()).example(example(message)))));
    PROBLEMS.forEach((status, description) ->
        operation.getResponses().addApiResponse(status, problem(description)));
  }

  private static Object example(PeerMessage message) {
    String fromA =
        """
        {"cluster": "6f9619ff-8b86-4011-b42d-00c04fc964ff", "sender": "a",
         "incarnation": "9f3c21d07be85a64", "configuration": 1, "message": %s}
        """
            .formatted(message.example());
    return JsonMapper.shared().readValue(fromA, Map.class);
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    Answers.PROBLEM,
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }
}
