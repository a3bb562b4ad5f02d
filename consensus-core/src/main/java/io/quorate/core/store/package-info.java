/// The replicated state machine: versioned keys and values.
@NullMarked
package io.quorate.core.store;

import org.jspecify.annotations.NullMarked;
