/// The settings of a replica, bound from `quorate.*` and checked at the start.
@NullMarked
package io.quorate.service.config;

import org.jspecify.annotations.NullMarked;
