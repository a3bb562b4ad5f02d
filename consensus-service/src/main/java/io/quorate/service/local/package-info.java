/// Three replicas on one machine, for trying things out.
@NullMarked
package io.quorate.service.local;

import org.jspecify.annotations.NullMarked;
