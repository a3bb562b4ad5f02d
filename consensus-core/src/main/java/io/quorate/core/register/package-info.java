/// Registers that need no leader and no log: a read or a write asks all members and ends when a
/// quorum has answered (Attiya, Bar-Noy, Dolev: Sharing Memory Robustly in Message-Passing Systems;
/// with the tags of Lynch and Shvartsman for many writers).
///
/// As in `paxos`, nothing here saves, sends, sleeps, reads a clock or draws a random number.
/// Instances are confined to one thread.
///
/// | for | read |
/// | --- | --- |
/// | what a member keeps and answers | [RegisterMember] |
/// | one operation, both phases | [RegisterCoordinator] |
/// | which quorums it waits for, and what that is worth | [Level], [Guarantee] |
/// | what makes a tag unique | [Writer] |
/// | a retry of a write at another replica | [Mark] |
/// | bringing a member up to date | [Reconciliation], [Summary] |
/// | forgetting what was deleted | [Collection] |
///
/// A member's word is worth its store: one that lost it would deny what it has acknowledged, and
/// must not answer here any more than it may vote in `paxos`.
@NullMarked
package io.quorate.core.register;

import org.jspecify.annotations.NullMarked;
