/// Who may decide: replica identities and the quorum systems that say when a set of votes is
/// enough. Everything here is immutable and free of side effects, so any thread may use it.
@NullMarked
package io.quorate.core.quorum;

import org.jspecify.annotations.NullMarked;
