/// Keys, their values, and their history: an ordered map that is never changed, one per revision.
/// What it hands out may be kept and read by any thread; only [Keyspace] itself is confined to one.
@NullMarked
package io.quorate.core.keyspace;

import org.jspecify.annotations.NullMarked;
