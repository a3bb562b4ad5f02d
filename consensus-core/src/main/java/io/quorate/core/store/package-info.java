/// The replicated state machine: what the chosen commands mean. Every replica applies the same
/// commands in the same order and so holds the same state. Instances are confined to one thread.
@NullMarked
package io.quorate.core.store;

import org.jspecify.annotations.NullMarked;
