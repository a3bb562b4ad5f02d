package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Mark;
import io.quorate.core.register.Marked;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Version;
import io.quorate.core.register.Writer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages about registers come out as they went in, in both forms.
class RegisterMessagesTest {
  private static final Tag TAG = new Tag(7, new Writer(Samples.A, -5, 17));
  private static final Mark MARK = new Mark("once", Long.MIN_VALUE);
  private static final Copy VALUE =
      new Copy(TAG, new Content.Value("v".getBytes(UTF_8)), Optional.of(MARK));
  private static final Copy TOMBSTONE = new Copy(TAG, new Content.Tombstone(), Optional.empty());

  static List<Request> requests() {
    return List.of(
        new RegisterMessage.Read(
            List.of(new Query("k", Optional.empty()), new Query("ä/b", Optional.of("once")))),
        new RegisterMessage.Write(
            List.of(
                new Update("k", VALUE, 3, Optional.of(new Marked(MARK, TAG))),
                new Update("l", TOMBSTONE, 0, Optional.empty()))),
        new RegisterMessage.Compare(List.of(1, 2047)),
        new RegisterMessage.Enumerate(List.of(1024)),
        new RegisterMessage.Confirm(List.of(new Version("k", TAG))),
        new RegisterMessage.Raise(9),
        new RegisterMessage.Forget(9, List.of(new Version("k", TAG))));
  }

  static List<Reply> replies() {
    return List.of(
        new RegisterMessage.Found(
            List.of(
                new Held(VALUE, 3, 2, Optional.of(new Marked(MARK, TAG))),
                new Held(Copy.NONE, 0, 0, Optional.empty()))),
        new RegisterMessage.Kept(List.of(true, false)),
        new RegisterMessage.Sums(List.of(-1L, 0L)),
        new RegisterMessage.Listed(List.of(new Version("k", TAG))),
        new RegisterMessage.Confirmed(List.of(true), 8),
        new RegisterMessage.Raised(),
        new RegisterMessage.Forgotten());
  }

  @ParameterizedTest
  @MethodSource
  void requests(Request request) {
    Envelope<Request> envelope = Samples.letterhead(Samples.A).says(request);
    byte[] bytes = bytes(MessageCodec.encode(envelope, MessageCodec.REGISTER_REQUEST));
    assertThat(MessageCodec.decode(bytes, MessageCodec.REGISTER_REQUEST)).isEqualTo(envelope);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> MessageCodec.decode(cut, MessageCodec.REGISTER_REQUEST))
        .isInstanceOf(InvalidMessageException.class);
  }

  @ParameterizedTest
  @MethodSource
  void replies(Reply reply) {
    Envelope<Reply> envelope = Samples.letterhead(Samples.A).says(reply);
    byte[] bytes = bytes(MessageCodec.encode(envelope, MessageCodec.REGISTER_REPLY));
    assertThat(MessageCodec.decode(bytes, MessageCodec.REGISTER_REPLY)).isEqualTo(envelope);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsInJson(Request request) {
    boolean hasItsOwnRoute =
        request instanceof RegisterMessage.Read || request instanceof RegisterMessage.Write;
    assertSameInJson(request, hasItsOwnRoute ? request.getClass() : Request.class);
  }

  @SuppressWarnings("unchecked")
  private static <T> void assertSameInJson(T message, Class<? extends T> type) {
    JsonForm json = new JsonForm();
    Envelope<T> envelope = Samples.letterhead(Samples.A).says(message);
    assertThat(json.read(json.write(envelope, (Class<T>) type), type)).isEqualTo(envelope);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void repliesInJson(Reply reply) {
    assertSameInJson(reply, Reply.class);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.limit()];
    buffer.get(0, bytes);
    return bytes;
  }
}
