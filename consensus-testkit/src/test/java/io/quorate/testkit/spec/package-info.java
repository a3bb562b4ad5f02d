/// Model-checks the specification in docs/spec.
@NullMarked
package io.quorate.testkit.spec;

import org.jspecify.annotations.NullMarked;
