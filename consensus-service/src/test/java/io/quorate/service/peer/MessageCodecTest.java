package io.quorate.service.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The binary form says exactly what the message says, and bytes that are no message are refused
/// with the one exception that the codec documents.
class MessageCodecTest {
  private static final int SEEDS = 300;

  /// A message in binary, and how to read it.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Specimen<T>(Body<T> body, Envelope<T> envelope, byte[] bytes) {
    static <T> Specimen<T> of(Body<T> body, Envelope<T> envelope) {
      return new Specimen<>(body, envelope, TestBytes.of(envelope, body));
    }

    Envelope<T> decoded() {
      return MessageCodec.decode(bytes, body);
    }
  }

  private static List<Specimen<?>> specimens(long seed) {
    Samples samples = new Samples(seed);
    List<Specimen<?>> all = new ArrayList<>();
    samples
        .requests()
        .forEach(one -> all.add(Specimen.of(MessageCodec.REQUEST, samples.envelope(one))));
    samples
        .replies()
        .forEach(one -> all.add(Specimen.of(MessageCodec.REPLY, samples.envelope(one))));
    samples
        .forwardings()
        .forEach(one -> all.add(Specimen.of(MessageCodec.FORWARDING, samples.envelope(one))));
    all.add(Specimen.of(MessageCodec.DECREES, samples.envelope(samples.decrees())));
    return all;
  }

  @Test
  void everyMessageComesOutAsItWentIn() {
    for (long seed = 0; seed < SEEDS; seed++) {
      for (Specimen<?> specimen : specimens(seed)) {
        assertThat(specimen.decoded()).as("seed %d", seed).isEqualTo(specimen.envelope());
      }
    }
  }

  @Test
  void commandsComeOutWithEveryByte() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Samples samples = new Samples(seed);
      Commands commands = samples.commands();
      Commands read =
          Specimen.of(MessageCodec.COMMANDS, samples.envelope(commands)).decoded().message();
      assertThat(encoded(read)).as("seed %d", seed).isEqualTo(encoded(commands));
    }
  }

  private static byte[] encoded(Commands commands) {
    return Decree.Batch.of(0, commands.commands()).encoded();
  }

  @Test
  void aMessageThatEndsTooEarlyIsRefused() {
    for (long seed = 0; seed < 20; seed++) {
      for (Specimen<?> specimen : specimens(seed)) {
        for (int length = 0; length < specimen.bytes().length; length++) {
          byte[] part = Arrays.copyOf(specimen.bytes(), length);
          assertThatThrownBy(() -> MessageCodec.decode(part, specimen.body()))
              .as("seed %d, %d bytes of %s", seed, length, specimen.envelope())
              .isInstanceOf(InvalidMessageException.class);
        }
      }
    }
  }

  @Test
  void aMessageWithMoreBytesThanItsOwnIsRefused() {
    for (Specimen<?> specimen : specimens(1)) {
      byte[] longer = Arrays.copyOf(specimen.bytes(), specimen.bytes().length + 1);
      assertThatThrownBy(() -> MessageCodec.decode(longer, specimen.body()))
          .isInstanceOf(InvalidMessageException.class)
          .hasMessageContaining("too many");
    }
  }

  @Test
  void damagedBytesAreAMessageOrRefused() {
    Random random = new Random(7);
    for (long seed = 0; seed < SEEDS; seed++) {
      for (Specimen<?> specimen : specimens(seed)) {
        for (int i = 0; i < 10; i++) {
          byte[] damaged = specimen.bytes().clone();
          int at = random.nextInt(damaged.length);
          damaged[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
          readOrRefuse(damaged, specimen.body(), "seed " + seed + ", byte " + at);
        }
      }
    }
  }

  @Test
  void randomBytesAreAMessageOrRefused() {
    Samples samples = new Samples(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = samples.bytes();
      if (bytes.length > 0) {
        bytes[0] = 1;
      }
      readOrRefuse(bytes, MessageCodec.REQUEST, "round " + i);
      readOrRefuse(bytes, MessageCodec.REPLY, "round " + i);
      readOrRefuse(bytes, MessageCodec.COMMANDS, "round " + i);
    }
  }

  private static void readOrRefuse(byte[] bytes, Body<?> body, String what) {
    try {
      assertThat(MessageCodec.decode(bytes, body)).as(what).isNotNull();
    } catch (InvalidMessageException refused) {
      assertThat(refused).as(what).hasMessageNotContaining("null");
    }
  }

  @Test
  void aCommandThatAnnouncesMoreThanThereIsIsRefusedWithoutRoomBeingMadeForIt() {
    byte[] bytes = new byte[4 * Long.BYTES + Integer.BYTES];
    ByteBuffer.wrap(bytes).putInt(4 * Long.BYTES, Integer.MAX_VALUE);
    ByteBuffer written = new WireWriter().bytes(bytes).written();
    byte[] message = new byte[written.remaining()];
    written.get(message);
    assertThatThrownBy(() -> MessageCodec.COMMANDS.read(new WireReader(message)))
        .isInstanceOf(InvalidMessageException.class);
  }

  @Test
  void theBytesOfADecreeAreTakenAsTheyAre() {
    byte[] noCommands = {1, 2, 3};
    Message.Accept accept =
        new Message.Accept(
            new Ballot(1, Samples.A), 1, List.of(new Decree.Batch(5, noCommands)), 0);
    Envelope<Message.Request> envelope = Samples.letterhead(Samples.A).says(accept);
    assertThat(Specimen.of(MessageCodec.REQUEST, envelope).decoded()).isEqualTo(envelope);
  }

  @Test
  void aLaterVersionIsRefused() {
    byte[] bytes =
        TestBytes.of(Samples.letterhead(Samples.A).says(new Message.Hello()), MessageCodec.REQUEST);
    bytes[0] = 2;
    assertThatThrownBy(() -> MessageCodec.decode(bytes, MessageCodec.REQUEST))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessage("a message of unknown version 2");
  }

  @Test
  void commandsAreComparedByteByByte() {
    Command command = new Samples(1).command();
    byte[] other = Arrays.copyOf(command.body(), command.body().length + 1);
    Command longer = new Command(command.id(), command.settledBelow(), command.issuedAt(), other);
    assertThat(longer).isEqualTo(command);
    assertThat(encoded(new Commands(List.of(longer))))
        .isNotEqualTo(encoded(new Commands(List.of(command))));
  }
}
