package io.quorate.service.peer;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.store.RequestCodec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.util.StdConverter;

/// A decree as a person reads and writes it.
///
/// @param type `noop`, `batch`, or `change` of the quorum system
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
        case Decree.Batch batch -> of("batch", batch);
        case Decree.Change change -> of("change", change.request());
      };
    }

    private static DecreeJson of(String type, Decree.Batch batch) {
      Optional<List<Command>> commands = commands(batch);
      return new DecreeJson(
          type,
          Optional.of(batch.stamp()),
          commands,
          commands.isPresent()
              ? Optional.empty()
              : Optional.of(Base64.getEncoder().encodeToString(batch.encoded())));
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
        case "change" -> RequestCodec.change(batch(json));
        default -> throw new IllegalArgumentException("type must be noop, batch or change");
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

    private static Decree.Batch batch(DecreeJson json) {
      if (json.stamp().isEmpty()
          || json.commands().isPresent() == json.encodedBase64().isPresent()) {
        throw new IllegalArgumentException(
            "batch and change need stamp, and commands or encodedBase64");
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
