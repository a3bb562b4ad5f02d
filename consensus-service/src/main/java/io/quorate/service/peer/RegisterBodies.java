package io.quorate.service.peer;

import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Mark;
import io.quorate.core.register.Marked;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Version;
import io.quorate.core.register.Writer;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The parts of messages about registers, in binary.
final class RegisterBodies {
  private RegisterBodies() {}

  private static <T> void optional(
      WireWriter out, Optional<T> value, BiConsumer<WireWriter, T> writer) {
    out.octet(value.isPresent() ? 1 : 0);
    value.ifPresent(one -> writer.accept(out, one));
  }

  private static <T> Optional<T> optional(WireReader in, Function<WireReader, T> reader) {
    return in.flag() ? Optional.of(reader.apply(in)) : Optional.empty();
  }

  private static void write(WireWriter out, Tag tag) {
    out.number(tag.counter()).replica(tag.writer().replica());
    out.number(tag.writer().life()).number(tag.writer().operation());
  }

  private static Tag tag(WireReader in) {
    return new Tag(in.number(), new Writer(in.replica(), in.bits(), in.number()));
  }

  private static void write(WireWriter out, Mark mark) {
    out.text(mark.key()).number(mark.request());
  }

  private static Mark mark(WireReader in) {
    return new Mark(in.text(), in.bits());
  }

  private static void write(WireWriter out, Marked marked) {
    write(out, marked.mark());
    write(out, marked.tag());
  }

  private static Marked marked(WireReader in) {
    return new Marked(mark(in), tag(in));
  }

  private static void write(WireWriter out, Copy copy) {
    write(out, copy.tag());
    switch (copy.content()) {
      case Content.Value(byte[] bytes) -> out.octet(1).bytes(bytes);
      case Content.Tombstone() -> out.octet(0);
    }
    optional(out, copy.mark(), RegisterBodies::write);
  }

  private static Copy copy(WireReader in) {
    Tag tag = tag(in);
    Content content = in.flag() ? new Content.Value(in.bytes()) : new Content.Tombstone();
    return new Copy(tag, content, optional(in, RegisterBodies::mark));
  }

  static void write(WireWriter out, Query query) {
    out.text(query.key());
    optional(out, query.idempotencyKey(), WireWriter::text);
  }

  static Query query(WireReader in) {
    return new Query(in.text(), optional(in, WireReader::text));
  }

  static void write(WireWriter out, Update update) {
    out.text(update.key());
    write(out, update.copy());
    out.number(update.floor());
    optional(out, update.marked(), RegisterBodies::write);
  }

  static Update update(WireReader in) {
    return new Update(in.text(), copy(in), in.number(), optional(in, RegisterBodies::marked));
  }

  static void write(WireWriter out, Held held) {
    write(out, held.copy());
    out.number(held.floor());
    out.number(held.collected());
    optional(out, held.marked(), RegisterBodies::write);
  }

  static Held held(WireReader in) {
    return new Held(copy(in), in.number(), in.number(), optional(in, RegisterBodies::marked));
  }

  static void write(WireWriter out, Version version) {
    out.text(version.key());
    write(out, version.tag());
  }

  static Version version(WireReader in) {
    return new Version(in.text(), tag(in));
  }

  static void write(WireWriter out, Boolean flag) {
    out.octet(flag ? 1 : 0);
  }
}
