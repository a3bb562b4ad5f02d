/// A world under a seed, in which replicas are tested.
@NullMarked
package io.quorate.testkit;

import org.jspecify.annotations.NullMarked;
