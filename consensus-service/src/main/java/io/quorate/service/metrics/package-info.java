/// What a replica tells Prometheus about itself, all of it under `quorate_`.
@NullMarked
package io.quorate.service.metrics;

import org.jspecify.annotations.NullMarked;
