package io.quorate.core.store;

import io.quorate.core.lease.Lease;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumText;

/// The bytes of an operation's fields, by its kind.
final class OperationCodec {
  static final byte CHANGE_QUORUMS = 3;
  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte REGISTERS_MOVED = 4;
  private static final byte DELETE_RANGE = 5;
  private static final byte TRANSACT = 6;
  private static final byte COMPACT = 7;
  private static final byte GRANT_LEASE = 8;
  private static final byte RENEW_LEASES = 9;
  private static final byte REVOKE_LEASE = 10;
  private static final byte EXPIRE_LEASES = 11;
  private static final byte ACQUIRE = 12;
  private static final byte LEAVE = 13;
  private static final byte RELEASE = 14;
  private static final byte PUBLISH = 15;
  private static final byte NONE = 0;
  private static final byte ABSENT = 1;
  private static final byte PRESENT = 2;
  private static final byte UNMODIFIED = 3;

  private OperationCodec() {}

  static byte kind(Operation operation) {
    return switch (operation) {
      case Operation.Put _ -> PUT;
      case Operation.Delete _ -> DELETE;
      case Operation.ChangeQuorums _ -> CHANGE_QUORUMS;
      case Operation.RegistersMoved _ -> REGISTERS_MOVED;
      case Operation.DeleteRange _ -> DELETE_RANGE;
      case Operation.Transact _ -> TRANSACT;
      case Operation.Compact _ -> COMPACT;
      case Operation.GrantLease _ -> GRANT_LEASE;
      case Operation.RenewLeases _ -> RENEW_LEASES;
      case Operation.RevokeLease _ -> REVOKE_LEASE;
      case Operation.ExpireLeases _ -> EXPIRE_LEASES;
      case Operation.Acquire _ -> ACQUIRE;
      case Operation.Leave _ -> LEAVE;
      case Operation.Release _ -> RELEASE;
      case Operation.Publish _ -> PUBLISH;
    };
  }

  static void write(ByteWriter out, Operation operation) {
    switch (operation) {
      case Operation.Put put -> {
        out.text(put.key()).bytes(put.value()).number(put.leaseId()).flag(put.wantsPrevious());
        write(out, put.condition());
      }
      case Operation.Delete delete -> {
        out.text(delete.key());
        write(out, delete.condition());
      }
      case Operation.ChangeQuorums change -> out.bytes(QuorumText.encode(change.to()));
      case Operation.RegistersMoved moved -> out.number(moved.slot());
      case Operation.DeleteRange delete -> out.range(delete.range());
      case Operation.Transact transact -> TransactionCodec.write(out, transact.transaction());
      case Operation.Compact compact -> out.number(compact.revision());
      case Operation.GrantLease grant -> out.number(grant.id()).number(grant.ttlSeconds());
      case Operation.RenewLeases renew -> out.list(renew.ids(), out::number);
      case Operation.RevokeLease revoke -> out.number(revoke.id());
      case Operation.ExpireLeases expire ->
          out.list(expire.terms(), term -> out.number(term.id()).number(term.renewals()));
      case Operation.Acquire acquire -> write(out, acquire);
      case Operation.Leave leave -> name(out, leave.name()).number(leave.ticket());
      case Operation.Release release -> name(out, release.name()).number(release.token());
      case Operation.Publish publish ->
          name(out, publish.name()).number(publish.token()).bytes(publish.value());
    }
  }

  private static void write(ByteWriter out, Operation.Acquire acquire) {
    name(out, acquire.name()).text(acquire.owner()).optional(acquire.value(), out::bytes);
    out.number(acquire.leaseId()).number(acquire.ttlSeconds()).flag(acquire.waits());
  }

  private static ByteWriter name(ByteWriter out, LockName name) {
    return out.choice(name.kind()).text(name.text());
  }

  private static void write(ByteWriter out, Condition condition) {
    switch (condition) {
      case Condition.None() -> out.one(NONE);
      case Condition.Absent() -> out.one(ABSENT);
      case Condition.Present() -> out.one(PRESENT);
      case Condition.Unmodified(long modRevision) -> out.one(UNMODIFIED).number(modRevision);
    }
  }

  static Operation read(ByteReader in, byte kind) {
    return switch (kind) {
      case PUT -> put(in);
      case DELETE -> new Operation.Delete(in.text(), condition(in));
      case CHANGE_QUORUMS -> new Operation.ChangeQuorums(QuorumText.parse(in.text()));
      case REGISTERS_MOVED -> new Operation.RegistersMoved(in.number());
      case DELETE_RANGE -> new Operation.DeleteRange(in.range());
      case TRANSACT -> new Operation.Transact(TransactionCodec.read(in));
      case COMPACT -> new Operation.Compact(in.number());
      case GRANT_LEASE -> new Operation.GrantLease(in.optionalNumber(), in.number());
      case RENEW_LEASES -> new Operation.RenewLeases(in.list(in::number));
      case REVOKE_LEASE -> new Operation.RevokeLease(in.number());
      case EXPIRE_LEASES ->
          new Operation.ExpireLeases(in.list(() -> new Lease.Term(in.number(), in.number())));
      case ACQUIRE ->
          new Operation.Acquire(
              name(in),
              in.text(),
              in.optional(in::bytes),
              in.optionalNumber(),
              in.number(),
              in.flag());
      case LEAVE -> new Operation.Leave(name(in), in.number());
      case RELEASE -> new Operation.Release(name(in), in.number());
      case PUBLISH -> new Operation.Publish(name(in), in.number(), in.bytes());
      default -> throw new IllegalArgumentException("an operation of unknown kind " + kind);
    };
  }

  private static Operation put(ByteReader in) {
    String key = in.text();
    byte[] value = in.bytes();
    long leaseId = in.number();
    boolean wantsPrevious = in.flag();
    return new Operation.Put(key, value, leaseId, condition(in), wantsPrevious);
  }

  private static LockName name(ByteReader in) {
    return new LockName(in.choice(LockName.Kind.class), in.text());
  }

  private static Condition condition(ByteReader in) {
    byte kind = in.one();
    return switch (kind) {
      case NONE -> new Condition.None();
      case ABSENT -> new Condition.Absent();
      case PRESENT -> new Condition.Present();
      case UNMODIFIED -> new Condition.Unmodified(in.number());
      default -> throw new IllegalArgumentException("a condition of unknown kind " + kind);
    };
  }
}
