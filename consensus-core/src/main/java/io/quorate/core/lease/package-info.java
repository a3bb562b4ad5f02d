/// Leases: what ends by itself unless its owner renews it. The log decides when each ends; the
/// leader's clock only proposes it.
@NullMarked
package io.quorate.core.lease;

import org.jspecify.annotations.NullMarked;
