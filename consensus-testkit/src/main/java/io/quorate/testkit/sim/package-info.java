/// Deterministic simulation of whole replicas: one seed decides every delay, loss, crash and client
/// call, virtual time passes only between events, and a [io.quorate.testkit.sim.Referee] checks the
/// invariants I1 to I8 of ARCHITECTURE.md as the events happen.
@NullMarked
package io.quorate.testkit.sim;

import org.jspecify.annotations.NullMarked;
