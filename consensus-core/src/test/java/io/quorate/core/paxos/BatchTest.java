package io.quorate.core.paxos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  private static final Command EMPTY = command(1, 0);
  private static final Command SHORT = command(2, 3);
  private static final Command LONG = command(3, 200);

  @Test
  void commandsComeOutAsTheyWentIn() {
    List<Command> commands = Decree.Batch.of(7, List.of(EMPTY, SHORT, LONG)).commands();

    assertThat(commands)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(EMPTY, SHORT, LONG);
    assertThat(Decree.Batch.of(7, List.of()).commands()).isEmpty();
  }

  @Test
  void aBatchCutInsideACommandIsRefusedAtEveryLength() {
    byte[] whole = Decree.Batch.of(7, List.of(EMPTY, SHORT)).encoded();
    for (int length = 1; length < whole.length; length++) {
      Decree.Batch cut = new Decree.Batch(7, Arrays.copyOf(whole, length));
      if (length == EMPTY.size()) {
        assertThat(cut.commands()).as("cut between commands").containsExactly(EMPTY);
      } else {
        assertThatIllegalArgumentException()
            .as("cut to %d bytes", length)
            .isThrownBy(cut::commands)
            .withMessageContaining("inside a command");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 4, Integer.MAX_VALUE})
  void aLengthThatTheBytesDoNotHoldIsRefusedBeforeMemoryIsTakenForIt(int length) {
    byte[] encoded = Decree.Batch.of(7, List.of(SHORT)).encoded();
    ByteBuffer.wrap(encoded).putInt(4 * Long.BYTES, length);

    assertThatIllegalArgumentException().isThrownBy(new Decree.Batch(7, encoded)::commands);
  }

  @Test
  void batchesAreEqualWhenTheirBytesAre() {
    Decree.Batch batch = Decree.Batch.of(7, List.of(SHORT));

    assertThat(batch).isEqualTo(Decree.Batch.of(7, List.of(SHORT)));
    assertThat(batch).hasSameHashCodeAs(Decree.Batch.of(7, List.of(SHORT)));
    assertThat(batch).isNotEqualTo(Decree.Batch.of(8, List.of(SHORT)));
    assertThat(batch).isNotEqualTo(Decree.Batch.of(7, List.of(LONG)));
    assertThat(batch).isNotEqualTo(new Decree.NoOp());
  }

  private static Command command(long sequence, int size) {
    byte[] body = new byte[size];
    Arrays.fill(body, (byte) sequence);
    return new Command(new CommandId(0xabc, sequence), sequence - 1, 1_000 + sequence, body);
  }
}
