/// Walks through every state that a small world of acceptors and proposers can reach, with the
/// core's own classes taking each step, and checks the invariants I1 to I5 in all of them.
@NullMarked
package io.quorate.testkit.explore;

import org.jspecify.annotations.NullMarked;
