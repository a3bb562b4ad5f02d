package io.quorate.service.peer;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/// A command as a person reads and writes it, for the very bytes that travel in binary.
///
/// @param id the origin in hexadecimal, a slash, the sequence
/// @param request what a client wants done
/// @param bodyBase64 instead of it where its bytes are not exactly those of a request
record CommandJson(
    String id,
    long settledBelow,
    long issuedAt,
    Optional<Request> request,
    Optional<String> bodyBase64) {

  /// To JSON.
  static final class Write extends StdConverter<Command, CommandJson> {
    @Override
    public CommandJson convert(Command command) {
      Optional<Request> request = exactly(command.body());
      return new CommandJson(
          command.id().toString(),
          command.settledBelow(),
          command.issuedAt(),
          request,
          request.isPresent()
              ? Optional.empty()
              : Optional.of(Base64.getEncoder().encodeToString(command.body())));
    }

    private static Optional<Request> exactly(byte[] body) {
      try {
        Request request = RequestCodec.decode(body);
        return Optional.of(request).filter(one -> Arrays.equals(RequestCodec.encode(one), body));
      } catch (IllegalArgumentException noRequest) {
        return Optional.empty();
      }
    }
  }

  /// From JSON.
  static final class Read extends StdConverter<CommandJson, Command> {
    @Override
    public Command convert(CommandJson json) {
      if (json.request().isPresent() == json.bodyBase64().isPresent()) {
        throw new IllegalArgumentException("needs either request or bodyBase64");
      }
      byte[] body =
          json.request()
              .map(RequestCodec::encode)
              .orElseGet(() -> Base64.getDecoder().decode(json.bodyBase64().orElseThrow()));
      return new Command(id(json.id()), json.settledBelow(), json.issuedAt(), body);
    }

    private static CommandId id(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw new IllegalArgumentException("id must be <origin in hexadecimal>/<sequence>");
      }
      try {
        long sequence = Long.parseLong(text.substring(slash + 1));
        return new CommandId(Hex.parse(text.substring(0, slash)), sequence);
      } catch (NumberFormatException noNumber) {
        throw new IllegalArgumentException("id must end in a number", noNumber);
      }
    }
  }
}
