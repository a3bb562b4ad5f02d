/// Tests of the history recorder and the linearizability checker, and the doubles they need.
@NullMarked
package io.quorate.testkit.history;

import org.jspecify.annotations.NullMarked;
