/// Locks and elections: who holds a name, with which fencing token, and who waits for it in which
/// order.
@NullMarked
package io.quorate.core.lock;

import org.jspecify.annotations.NullMarked;
