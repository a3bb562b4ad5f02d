package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.LockName;
import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Message;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Comparison;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Transaction;
import io.quorate.service.engine.Forwarding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Messages of every type with random contents; the same for the same seed.
final class Samples {
  static final UUID CLUSTER = UUID.fromString("6f9619ff-8b86-4011-b42d-00c04fc964ff");
  static final ReplicaId A = new ReplicaId("a");
  static final ReplicaId B = new ReplicaId("b");
  static final QuorumSystem QUORUMS = Majority.of(List.of(A, B, new ReplicaId("c")));

  private final Random random;

  Samples(long seed) {
    random = new Random(seed);
  }

  static Letterhead letterhead(ReplicaId replica) {
    return new Letterhead(CLUSTER, replica, 0x9f00 + replica.value().charAt(0), 1);
  }

  <T> Envelope<T> envelope(T message) {
    UUID cluster = new UUID(random.nextLong(), random.nextLong());
    return new Envelope<>(cluster, replica(), random.nextLong(), number(), message);
  }

  List<Message.Request> requests() {
    return List.of(
        new Message.Hello(),
        new Message.PreVote(ballot(), number()),
        new Message.Prepare(ballot(), number()),
        new Message.Accept(ballot(), number(), some(this::decree), number()),
        new Message.Learn(ballot(), number(), number()),
        new Message.ReadIndex(ballot(), number()),
        new Message.TakeOver(ballot()));
  }

  List<Message.Reply> replies() {
    return List.of(
        new Message.Welcome(),
        new Message.Stranger(random.nextLong()),
        new Message.PreVoted(ballot(), random.nextBoolean()),
        new Message.Promise(ballot(), number(), QUORUMS, some(this::accepted)),
        new Message.Accepted(ballot(), number(), number()),
        new Message.Learned(ballot(), number(), number()),
        new Message.ReadFrom(number(), ballot(), number()),
        new Message.Taking(ballot()),
        new Message.Refused(ballot(), Ballot.NONE),
        new Message.NotNow("a new store: 'é' \"quoted\""));
  }

  List<Forwarding> forwardings() {
    return List.of(
        new Forwarding.Chosen(ballot(), number()),
        new Forwarding.NotLeading(),
        new Forwarding.Stranger(random.nextLong()),
        new Forwarding.Overloaded(),
        new Forwarding.Unreached());
  }

  Commands commands() {
    return new Commands(some(this::command));
  }

  Decrees decrees() {
    return new Decrees(some(this::accepted));
  }

  private <T> List<T> some(Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(4)).toList();
  }

  private AcceptedDecree accepted() {
    return new AcceptedDecree(number(), ballot(), decree());
  }

  private Decree decree() {
    return switch (random.nextInt(5)) {
      case 0 -> new Decree.NoOp();
      case 4 -> RequestCodec.change(Decree.Batch.of(number(), List.of(change())));
      case 1 -> new Decree.Batch(number(), bytes());
      default -> Decree.Batch.of(number(), some(this::command));
    };
  }

  private Command change() {
    byte[] body = RequestCodec.encode(Request.of(new Operation.ChangeQuorums(QUORUMS)));
    return new Command(new CommandId(random.nextLong(), number()), number(), number(), body);
  }

  Command command() {
    CommandId id = new CommandId(random.nextLong(), number());
    return new Command(id, number(), number(), body());
  }

  private byte[] body() {
    return random.nextInt(5) == 0
        ? bytes()
        : RequestCodec.encode(
            new Request(
                Optional.of("retry-" + number()).filter(_ -> random.nextBoolean()),
                some(() -> new Fence(key(), number())),
                operation()));
  }

  private Operation operation() {
    List<Supplier<Operation>> kinds =
        List.of(
            () -> new Operation.Put(key(), value(), lease(), condition(), random.nextBoolean()),
            () -> new Operation.Delete(key(), condition()),
            () -> new Operation.DeleteRange(range()),
            () -> new Operation.Transact(transaction(2)),
            () -> new Operation.Compact(number()),
            () -> new Operation.GrantLease(maybe(), number()),
            () -> new Operation.RenewLeases(some(this::number)),
            () -> new Operation.RevokeLease(number()),
            () -> new Operation.ExpireLeases(some(() -> new Lease.Term(number(), number()))),
            () ->
                new Operation.Acquire(
                    lock(),
                    "owner",
                    Optional.of(value()).filter(_ -> random.nextBoolean()),
                    maybe(),
                    number(),
                    random.nextBoolean()),
            () -> new Operation.Leave(lock(), number()),
            () -> new Operation.Release(lock(), number()),
            () -> new Operation.Publish(lock(), number(), value()),
            () -> new Operation.RegistersMoved(number()));
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  private Transaction transaction(int depth) {
    return new Transaction(
        some(this::comparison), some(() -> step(depth)), some(() -> step(depth)));
  }

  private Comparison comparison() {
    Comparison.Relation relation = one(Comparison.Relation.values());
    return switch (random.nextInt(3)) {
      case 0 -> new Comparison.OfValue(key(), relation, value());
      case 1 -> new Comparison.OfNumber(key(), one(Comparison.Field.values()), relation, number());
      default -> new Comparison.OfExistence(key(), random.nextBoolean());
    };
  }

  private Transaction.Step step(int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 4)) {
      case 0 -> new Transaction.Put(key(), value(), lease(), random.nextBoolean());
      case 1 -> new Transaction.Delete(range());
      case 2 -> new Transaction.Get(key());
      case 3 ->
          new Transaction.GetRange(
              range(), one(Direction.values()), random.nextInt(1_000), random.nextBoolean());
      default -> new Transaction.Nested(transaction(depth - 1));
    };
  }

  private String key() {
    return "app/db/" + random.nextInt(100) + "/schlüssel";
  }

  private byte[] value() {
    return random.nextBoolean() ? "wert \uD83D\uDE00".getBytes(UTF_8) : bytes();
  }

  private long lease() {
    return random.nextBoolean() ? Entry.NO_LEASE : number();
  }

  private Range range() {
    return switch (random.nextInt(4)) {
      case 0 -> Range.all();
      case 1 -> Range.prefix(key());
      case 2 -> Range.one(key());
      default -> Range.of(key(), key());
    };
  }

  private LockName lock() {
    return new LockName(one(LockName.Kind.values()), key());
  }

  private OptionalLong maybe() {
    return random.nextBoolean() ? OptionalLong.of(number()) : OptionalLong.empty();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private Condition condition() {
    return List.of(
            new Condition.None(),
            new Condition.Absent(),
            new Condition.Present(),
            new Condition.Unmodified(number()))
        .get(random.nextInt(4));
  }

  private Ballot ballot() {
    return new Ballot(number(), replica());
  }

  private ReplicaId replica() {
    return new ReplicaId("r-" + random.nextInt(10));
  }

  /// Small and large ones alike.
  private long number() {
    return random.nextLong() >>> (11 + random.nextInt(53));
  }

  byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(600)];
    random.nextBytes(bytes);
    return bytes;
  }
}
