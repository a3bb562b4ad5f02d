/// Tests of the engine with real threads and everything else in memory.
@NullMarked
package io.quorate.service.engine;

import org.jspecify.annotations.NullMarked;
