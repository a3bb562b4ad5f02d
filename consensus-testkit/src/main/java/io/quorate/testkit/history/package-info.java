/// What clients did and saw, and whether one copy of the data could have answered like that: the
/// history recorder, the sequential models and the linearizability checker.
@NullMarked
package io.quorate.testkit.history;

import org.jspecify.annotations.NullMarked;
