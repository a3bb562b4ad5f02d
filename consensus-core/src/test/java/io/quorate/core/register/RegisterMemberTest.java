package io.quorate.core.register;

import static io.quorate.core.register.Three.A;
import static io.quorate.core.register.Three.B;
import static io.quorate.core.register.Three.copy;
import static io.quorate.core.register.Three.read;
import static io.quorate.core.register.Three.tag;
import static io.quorate.core.register.Three.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.register.RegisterMessage.Found;
import io.quorate.core.register.RegisterMessage.Kept;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterMemberTest {
  private final RegisterMember member = Three.newMember();

  @Test
  void keepsTheHighestTagOfEachRegister() {
    member.step(write("k", copy(2, A, "two")), 0);
    MemberEffects late = member.step(write("k", copy(1, B, "one")), 0);

    assertThat(late.reply()).isEqualTo(new Kept(List.of(true)));
    assertThat(late.writes()).isEmpty();
    assertThat(member.copy("k")).isEqualTo(copy(2, A, "two"));
    assertThat(member.copy("other")).isEqualTo(Copy.NONE);
  }

  @Test
  void holdsNothingOfWhatWasNeverWritten() {
    assertThat(member.step(write("k", Copy.NONE), 0).writes()).isEmpty();
    assertThat(member.registers("")).isEmpty();
  }

  @Test
  void noAnswerLeavesThatTellsOfACopyWhichIsNotDurable_I6() {
    assertThat(member.step(read("k"), 0).after()).isZero();

    MemberEffects first = member.step(write("k", copy(2, A, "two")), 0);
    assertThat(first.sequence()).isEqualTo(1);
    assertThat(first.after()).isEqualTo(1);
    member.step(write("other", copy(1, A, "x")), 0);

    assertThat(member.step(read("k"), 0).after()).isEqualTo(1);
    assertThat(member.step(write("k", copy(2, A, "two")), 0).after()).isEqualTo(1);
    assertThat(member.step(write("k", copy(1, B, "one")), 0).after()).isEqualTo(1);
    assertThat(member.step(read("other"), 0).after()).isEqualTo(2);
    assertThat(member.step(read("nothing"), 0).after()).isZero();
  }

  @Test
  void answersAsMuchAsItIsAskedInOneMessageAndOneGroup() {
    Update one = new Update("x", copy(1, A, "1"), 0, Optional.empty());
    Update two = new Update("y", copy(1, A, "2"), 0, Optional.empty());
    MemberEffects effects = member.step(new RegisterMessage.Write(List.of(one, two)), 0);

    assertThat(effects.reply()).isEqualTo(new Kept(List.of(true, true)));
    assertThat(effects.writes()).hasSize(2);
    assertThat(effects.sequence()).isEqualTo(1);
  }

  @Test
  void remembersAMarkAfterOthersHaveOverwrittenIt() {
    Mark mark = new Mark("key", 1);
    Copy marked = new Copy(tag(1, A), Three.value("v"), Optional.of(mark));
    member.step(write("k", marked), 0);
    member.step(write("k", copy(2, B, "w")), 0);

    assertThat(mark(member, "key")).contains(new Marked(mark, tag(1, A)));
    assertThat(mark(member, "unknown")).isEmpty();
  }

  @Test
  void learnsAMarkFromAWriteThatItHasOutdone() {
    member.step(write("k", copy(2, B, "w")), 0);
    Mark mark = new Mark("key", 1);
    Copy marked = new Copy(tag(1, A), Three.value("v"), Optional.of(mark));
    MemberEffects effects = member.step(write("k", marked), 7);

    assertThat(effects.writes())
        .containsExactly(new RegisterWrite.Remembered("k", new Marked(mark, tag(1, A)), 7));
    assertThat(effects.after()).isEqualTo(2);
    assertThat(member.step(write("k", marked), 8).after()).isEqualTo(2);
    assertThat(member.copy("k")).isEqualTo(copy(2, B, "w"));
  }

  @Test
  void forgetsAMarkWhenItIsBothOldAndOneOfTooMany() {
    RegisterMember brief = new RegisterMember(RecoveredRegisters.nothing(), new MarksKept(1, 10));
    mark(brief, "first", 0);
    mark(brief, "second", 10);
    assertThat(mark(brief, "first")).isPresent();

    mark(brief, "third", 11);
    assertThat(mark(brief, "first")).isEmpty();
    assertThat(mark(brief, "second")).isPresent();
    assertThat(mark(brief, "third")).isPresent();
  }

  private static void mark(RegisterMember member, String key, long at) {
    Mark mark = new Mark(key, 1);
    member.step(write("k", new Copy(tag(at + 1, A), Three.value(key), Optional.of(mark))), at);
  }

  private static Optional<Marked> mark(RegisterMember member, String key) {
    Query query = new Query("k", Optional.of(key));
    MemberEffects effects = member.step(new RegisterMessage.Read(List.of(query)), 0);
    return ((Found) effects.reply()).held().getFirst().marked();
  }

  @Test
  void takesNothingThatACollectedTombstoneHadOutdone() {
    Copy tombstone = new Copy(tag(5, A), new Content.Tombstone(), Optional.empty());
    member.step(write("k", tombstone), 0);
    member.step(new RegisterMessage.Raise(5), 0);
    Version version = new Version("k", tombstone.tag());
    MemberEffects dropped = member.step(new RegisterMessage.Forget(5, List.of(version)), 0);

    assertThat(dropped.writes()).contains(new RegisterWrite.Dropped("k"));
    assertThat(kept(new Update("k", copy(4, B, "old"), 4, Optional.empty()))).isFalse();
    assertThat(member.copy("k")).isEqualTo(Copy.NONE);
    assertThat(kept(new Update("k", copy(6, B, "new"), 4, Optional.empty()))).isTrue();
    assertThat(kept(new Update("other", copy(4, B, "lives"), 5, Optional.empty()))).isTrue();
  }

  @Test
  void keepsATombstoneThatSomethingNewerHasReplaced() {
    member.step(write("k", copy(6, B, "new")), 0);
    Version older = new Version("k", tag(5, A));
    member.step(new RegisterMessage.Forget(5, List.of(older)), 0);

    assertThat(member.copy("k")).isEqualTo(copy(6, B, "new"));
  }

  @Test
  void tellsItsFloorOnlyOnceItIsDurable_I6() {
    assertThat(member.step(new RegisterMessage.Raise(5), 0).after()).isEqualTo(1);
    assertThat(member.step(new RegisterMessage.Raise(5), 0).after()).isEqualTo(1);
    assertThat(member.step(read("nothing"), 0).after()).isEqualTo(1);
    assertThat(member.floor()).isZero();
    member.durable(1);
    assertThat(member.floor()).isEqualTo(5);
  }

  private boolean kept(Update update) {
    MemberEffects effects = member.step(new RegisterMessage.Write(List.of(update)), 0);
    return ((Kept) effects.reply()).kept().getFirst();
  }

  @Test
  void standsAfterARestartAsItsStoreSays() {
    Register register = new Register("k", copy(3, A, "v"));
    Mark mark = new Mark("key", 1);
    RegisterMember again =
        new RegisterMember(
            new RecoveredRegisters(
                List.of(register),
                List.of(new RegisterWrite.Remembered("k", new Marked(mark, tag(3, A)), 0)),
                9,
                8),
            MarksKept.defaults());

    assertThat(again.registers("")).containsExactly(register);
    assertThat(mark(again, "key")).isPresent();
    assertThat(again.floor()).isEqualTo(9);
    member.step(write("k", register.copy()), 0);
    assertThat(again.summary().sum(Summary.ROOT)).isEqualTo(member.summary().sum(Summary.ROOT));
  }
}
