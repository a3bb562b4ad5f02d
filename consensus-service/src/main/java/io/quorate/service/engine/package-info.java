/// The one loop that feeds the core with inputs and carries out its effects; commands and reads are
/// submitted here and completed from here.
@NullMarked
package io.quorate.service.engine;

import org.jspecify.annotations.NullMarked;
