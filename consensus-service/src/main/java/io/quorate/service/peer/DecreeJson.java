package io.quorate.service.peer;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/// A decree as a person reads and writes it.
///
/// @param type `noop` or `batch`
/// @param stamp of a batch: the leader's clock, in milliseconds since 1970
/// @param commands of a batch: its commands
/// @param encodedBase64 instead of them where its bytes are not exactly those of commands
record DecreeJson(
    String type,
    Optional<Long> stamp,
    Optional<List<Command>> commands,
    Optional<String> encodedBase64) {

  /// To JSON.
  static final class Write extends StdConverter<Decree, DecreeJson> {
    @Override
    public DecreeJson convert(Decree decree) {
      return switch (decree) {
        case Decree.NoOp() ->
            new DecreeJson("noop", Optional.empty(), Optional.empty(), Optional.empty());
        case Decree.Batch batch -> {
          Optional<List<Command>> commands = commands(batch);
          yield new DecreeJson(
              "batch",
              Optional.of(batch.stamp()),
              commands,
              commands.isPresent()
                  ? Optional.empty()
                  : Optional.of(Base64.getEncoder().encodeToString(batch.encoded())));
        }
      };
    }

    private static Optional<List<Command>> commands(Decree.Batch batch) {
      try {
        return Optional.of(batch.commands());
      } catch (IllegalArgumentException noCommands) {
        return Optional.empty();
      }
    }
  }

  /// From JSON.
  static final class Read extends StdConverter<DecreeJson, Decree> {
    @Override
    public Decree convert(DecreeJson json) {
      return switch (json.type()) {
        case "noop" -> noOp(json);
        case "batch" -> batch(json);
        default -> throw new IllegalArgumentException("type must be noop or batch");
      };
    }

    private static Decree noOp(DecreeJson json) {
      if (json.stamp().isPresent()
          || json.commands().isPresent()
          || json.encodedBase64().isPresent()) {
        throw new IllegalArgumentException("noop holds nothing");
      }
      return new Decree.NoOp();
    }

    private static Decree batch(DecreeJson json) {
      if (json.stamp().isEmpty()
          || json.commands().isPresent() == json.encodedBase64().isPresent()) {
        throw new IllegalArgumentException("batch needs stamp, and commands or encodedBase64");
      }
      long stamp = json.stamp().orElseThrow();
      return json.commands()
          .map(commands -> Decree.Batch.of(stamp, commands))
          .orElseGet(() ->
              new Decree.Batch(
                  stamp, Base64.getDecoder().decode(json.encodedBase64().orElseThrow())));
    }
  }
}
