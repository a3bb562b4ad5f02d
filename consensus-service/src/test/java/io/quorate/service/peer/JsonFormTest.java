package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.service.engine.Forwarding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The JSON form says exactly what the binary form says, and refuses everything else by name.
class JsonFormTest {
  private static final int SEEDS = 200;
  private final JsonForm json = new JsonForm();

  @Test
  void everyMessageComesOutAsItWentIn() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Samples samples = new Samples(seed);
      for (Message.Request request : samples.requests()) {
        comesBack(samples.envelope(request), concrete(request), seed);
      }
      samples
          .replies()
          .forEach(
              one -> comesBack(samples.envelope(one), Message.Reply.class, samples.hashCode()));
      samples
          .forwardings()
          .forEach(one -> comesBack(samples.envelope(one), Forwarding.class, samples.hashCode()));
      comesBack(samples.envelope(samples.decrees()), Decrees.class, seed);
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<Message.Request> concrete(Message.Request request) {
    return (Class<Message.Request>) request.getClass();
  }

  private <T> void comesBack(Envelope<T> envelope, Class<T> type, long seed) {
    byte[] bytes = json.write(envelope, type);
    assertThat(json.read(bytes, type))
        .as("seed %d: %s", seed, new String(bytes, UTF_8))
        .isEqualTo(envelope);
  }

  @Test
  void commandsComeOutWithEveryByte() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Samples samples = new Samples(seed);
      Commands commands = samples.commands();
      byte[] bytes = json.write(samples.envelope(commands), Commands.class);
      Commands read = json.read(bytes, Commands.class).message();
      assertThat(Decree.Batch.of(0, read.commands()).encoded())
          .as("seed %d", seed)
          .isEqualTo(Decree.Batch.of(0, commands.commands()).encoded());
    }
  }

  @Test
  void aPrepareReadsAsDocumented() {
    Envelope<Message.Prepare> prepare =
        Samples.letterhead(Samples.A).says(new Message.Prepare(new Ballot(3, Samples.A), 0));
    assertThat(text(prepare, Message.Prepare.class))
        .isEqualTo(
            """
            {"cluster":"6f9619ff-8b86-4011-b42d-00c04fc964ff","sender":"a","incarnation":"9f61",\
            "configuration":1,"message":{"ballot":{"round":3,"replica":"a"},"chosenUpTo":0}}\
            """);
  }

  @Test
  void anAcceptShowsItsCommands() {
    Operation put = new Operation.Put("k", "v".getBytes(UTF_8), new Condition.None(), false);
    Command command =
        new Command(
            new CommandId(-1, 12),
            3,
            1000,
            RequestCodec.encode(new Request(Optional.of("retry-1"), put)));
    Message.Accept accept =
        new Message.Accept(
            new Ballot(3, Samples.A), 7, List.of(Decree.Batch.of(1001, List.of(command))), 6);
    assertThat(text(Samples.letterhead(Samples.A).says(accept), Message.Accept.class))
        .endsWith(
            """
            "message":{"ballot":{"round":3,"replica":"a"},"firstSlot":7,"decrees":[{"type":"batch",\
            "stamp":1001,"commands":[{"id":"ffffffffffffffff/12","settledBelow":3,"issuedAt":1000,\
            "request":{"idempotencyKey":"retry-1","operation":{"type":"put","key":"k","value":"v",\
            "wantsPrevious":false,"condition":{"type":"none"}}}}]}],"chosenUpTo":6}}\
            """);
  }

  @Test
  void whatIsNotThereIsNotShown() {
    Operation delete = new Operation.Delete("k", new Condition.Present());
    Command command =
        new Command(new CommandId(1, 2), 0, 5, RequestCodec.encode(Request.of(delete)));
    assertThat(
            text(
                Samples.letterhead(Samples.A).says(new Commands(List.of(command))), Commands.class))
        .contains(
            "\"request\":{\"operation\":{\"type\":\"delete\",\"key\":\"k\",\"condition\":{\"type\":\"present\"}}}");
  }

  private <T> String text(Envelope<T> envelope, Class<T> type) {
    return new String(json.write(envelope, type), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"chosenUpTo\":0|\"chosenUpTo\":-1|message.chosenUpTo|must be from 0 to 9007199254740991",
        "\"chosenUpTo\":0|\"chosenUpTo\":9007199254740992|message.chosenUpTo|must be from 0 to",
        "\"chosenUpTo\":0|\"chosenUpTo\":99999999999999999999999|message.chosenUpTo|must be from 0",
        "\"chosenUpTo\":0|\"chosenUpTo\":1.5|message.chosenUpTo|must be a whole number",
        "\"chosenUpTo\":0|\"chosenUpTo\":\"1\"|message.chosenUpTo|must be a whole number",
        "\"chosenUpTo\":0|\"chosenUpTo\":null|message.chosenUpTo|must be a whole number",
        "\"chosenUpTo\":0|\"chosenUpTo\":0,\"more\":1|message.more|is not known here",
        "\"chosenUpTo\":0|\"chosenUpTo\":0,\"chosenUpTo\":0|message|malformed JSON",
        ",\"chosenUpTo\":0|~~|message.chosenUpTo|must be a whole number",
        "{\"round\":3,\"replica\":\"a\"}|null|message.ballot|is missing or has the wrong form",
        "{\"round\":3,\"replica\":\"a\"}|{\"round\":3}|message.ballot.replica|is missing",
        "\"replica\":\"a\"|\"replica\":\"A b\"|message.ballot.replica|a replica id is 1 to 63",
        "\"sender\":\"a\"|\"sender\":7|sender|is missing or has the wrong form",
        "\"sender\":\"a\",|~~|sender|is missing or has the wrong form",
        "\"9f61\"|\"xyz\"|incarnation|must be up to 16 hexadecimal digits",
        "\"incarnation\":\"9f61\",|~~|incarnation|is missing or has the wrong form",
        "6f9619ff|6f9619zz|cluster|is missing or has the wrong form",
        "}}|}}}|body|malformed JSON",
        "}}|}|body|malformed JSON",
      })
  void whatIsWrongIsNamed(String good, String bad, String field, String message) {
    String text =
        text(
            Samples.letterhead(Samples.A).says(new Message.Prepare(new Ballot(3, Samples.A), 0)),
            Message.Prepare.class);
    assertThat(text).contains(good);
    InvalidMessageException refused = refused(text.replace(good, bad), Message.Prepare.class);
    assertThat(refused.getMessage()).contains(message);
    assertThat(refused.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\":\"other\"}|type must be noop, batch or change",
        "{\"type\":\"noop\",\"stamp\":1}|noop holds nothing",
        "{\"type\":\"batch\",\"commands\":[]}|batch and change need stamp",
        "{\"type\":\"change\",\"stamp\":1,\"commands\":[]}|a change holds one request",
        "{\"type\":\"batch\",\"stamp\":-1,\"commands\":[]}|must be from 0",
        "{\"type\":\"batch\",\"stamp\":1,\"encodedBase64\":\"***\"}|Illegal base64",
        "{\"type\":\"batch\",\"stamp\":1,\"commands\":[null]}|is missing or has the wrong form",
        "null|is missing or has the wrong form",
      })
  void whatIsWrongInADecreeIsSaid(String decree, String message) {
    String text =
        text(
            Samples.letterhead(Samples.A)
                .says(
                    new Message.Accept(new Ballot(3, Samples.A), 1, List.of(new Decree.NoOp()), 0)),
            Message.Accept.class);
    InvalidMessageException refused =
        refused(text.replace("{\"type\":\"noop\"}", decree), Message.Accept.class);
    assertThat(refused.getMessage()).contains(message);
    assertThat(refused.field()).startsWith("message.decrees");
  }

  @Test
  void randomBytesAreRefused() {
    Samples samples = new Samples(3);
    for (int i = 0; i < 2_000; i++) {
      refused(new String(samples.bytes(), UTF_8), Message.Accept.class);
    }
    refused("null", Message.Accept.class);
    refused("[]", Message.Accept.class);
  }

  private InvalidMessageException refused(String text, Class<?> type) {
    return catchThrowableOfType(
        InvalidMessageException.class, () -> json.read(text.getBytes(UTF_8), type));
  }
}
