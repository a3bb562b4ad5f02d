/// What a replica tells its probes: it is alive until it has fenced itself, whatever its peers do.
@NullMarked
package io.quorate.service.health;

import org.jspecify.annotations.NullMarked;
