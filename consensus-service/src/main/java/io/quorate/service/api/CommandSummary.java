package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.keyspace.Range;
import io.quorate.core.paxos.Command;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Transaction;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command in short.
///
/// @param op what it does
/// @param key to what: a key, a range, a lease, a lock; of a change, the quorum system; of a move
///   of the registers, the change's slot
/// @param valueBytes the size of the value it stores
/// @param conditional whether it depends on a condition
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandSummary(
    @Schema(example = "put") String op,
    String key,
    @Schema(nullable = true) @Nullable Integer valueBytes,
    boolean conditional) {

  static CommandSummary of(Command command) {
    return switch (RequestCodec.decode(command.body()).operation()) {
      case Operation.OnKeys onKeys -> of(onKeys);
      case Operation.OnLeases onLeases -> of(onLeases);
      case Operation.OnLocks onLocks -> of(onLocks);
      case Operation.ChangeQuorums(QuorumSystem to) -> plain("change-quorums", to.text());
      case Operation.RegistersMoved(long slot) -> plain("registers-moved", Long.toString(slot));
    };
  }

  private static CommandSummary of(Operation.OnKeys operation) {
    return switch (operation) {
      case Operation.Put put ->
          new CommandSummary("put", put.key(), put.value().length, isReal(put.condition()));
      case Operation.Delete delete ->
          new CommandSummary("delete", delete.key(), null, isReal(delete.condition()));
      case Operation.DeleteRange(Range range) -> plain("delete-range", text(range));
      case Operation.Transact(Transaction transaction) ->
          new CommandSummary(
              "txn", transaction.steps() + " steps", null, transaction.comparisons() > 0);
      case Operation.Compact(long revision) -> plain("compact", "revision " + revision);
    };
  }

  private static CommandSummary of(Operation.OnLeases operation) {
    return switch (operation) {
      case Operation.GrantLease grant ->
          plain("grant-lease", "for " + grant.ttlSeconds() + " seconds");
      case Operation.RenewLeases(List<Long> ids) -> plain("renew-leases", ids.size() + " leases");
      case Operation.RevokeLease(long id) -> plain("revoke-lease", "lease " + id);
      case Operation.ExpireLeases expire ->
          plain("expire-leases", expire.terms().size() + " leases");
    };
  }

  private static CommandSummary of(Operation.OnLocks operation) {
    return switch (operation) {
      case Operation.Acquire acquire -> plain("acquire", acquire.name().toString());
      case Operation.Leave leave -> plain("leave", leave.name().toString());
      case Operation.Release release -> plain("release", release.name().toString());
      case Operation.Publish publish -> plain("publish", publish.name().toString());
    };
  }

  private static CommandSummary plain(String op, String key) {
    return new CommandSummary(op, key, null, false);
  }

  private static String text(Range range) {
    return range.start() + " .. " + range.end().orElse("");
  }

  private static boolean isReal(Condition condition) {
    return !(condition instanceof Condition.None);
  }
}
