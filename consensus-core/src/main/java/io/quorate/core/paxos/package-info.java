/// Multi-Paxos with a stable leader, as pure decisions: [Replica] composes the roles, takes one
/// [Input] at a time and returns [Effects]. Nothing here saves, sends, sleeps, reads a clock or
/// draws a random number; whoever calls it does. Instances are confined to one thread.
@NullMarked
package io.quorate.core.paxos;

import org.jspecify.annotations.NullMarked;
