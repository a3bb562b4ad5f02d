/// Watches: who wants to know of which keys, and what each has yet to be told. Knows nothing of
/// HTTP.
@NullMarked
package io.quorate.service.watch;

import org.jspecify.annotations.NullMarked;
