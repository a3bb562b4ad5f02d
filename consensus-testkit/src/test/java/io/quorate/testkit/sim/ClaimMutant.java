package io.quorate.testkit.sim;

import io.quorate.core.lease.Lease;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.Store;
import java.util.List;
import java.util.stream.Stream;

/// Faults in the keeping of leases and fences, to see [ClaimRecord] notice them.
sealed interface ClaimMutant extends Tampering {

  /// The leader ends leases that it finds too old whether they were renewed meanwhile or not.
  record EndsWithoutTerm() implements ClaimMutant {
    @Override
    public List<Operation> due(List<Operation> operations) {
      return operations.stream().flatMap(EndsWithoutTerm::anyTerm).toList();
    }

    private static Stream<Operation> anyTerm(Operation operation) {
      return operation instanceof Operation.ExpireLeases(List<Lease.Term> terms)
          ? terms.stream().map(term -> new Operation.RevokeLease(term.id()))
          : Stream.of(operation);
    }
  }

  /// A fence is looked at where the client asks, and not where the write is applied.
  record ChecksTheFenceTooSoon() implements ClaimMutant {
    @Override
    public Request asked(Request request, Store store) {
      boolean holds =
          request.fences().stream()
              .allMatch(fence -> store.locks().isHeld(fence.lock(), fence.token()));
      return holds ? new Request(request.idempotencyKey(), request.operation()) : request;
    }
  }
}
