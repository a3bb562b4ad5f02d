package io.quorate.testkit.sim;

import io.quorate.core.paxos.Effects;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.Store;
import java.util.List;

/// The place between a replica and its world. The simulator leaves everything as it is; a test that
/// wants to see the [Referee] notice a fault puts the fault in here.
public interface Tampering {

  /// Nothing is tampered with.
  Tampering NONE = new Tampering() {};

  /// What a replica that starts is told of its store.
  default Recovered recovered(Recovered stored) {
    return stored;
  }

  /// What is carried out of what a replica decided.
  default Effects decided(Effects effects) {
    return effects;
  }

  /// What a replica asks for by itself when it is due.
  default List<Operation> due(List<Operation> operations) {
    return operations;
  }

  /// What a replica makes of what a client asks it for.
  default Request asked(Request request, Store store) {
    return request;
  }

  /// What a replica takes in when this arrives.
  default List<Input> arriving(Input input) {
    return List.of(input);
  }
}
