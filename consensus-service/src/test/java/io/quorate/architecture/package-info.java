/// Rules about the code of all modules: who may know whom, and how large a piece may be.
@NullMarked
package io.quorate.architecture;

import org.jspecify.annotations.NullMarked;
