/// A second store that is obviously right, and scripts that both stores play: whatever the real one
/// answers or holds otherwise is a fault, told as the shortest script that shows it.
@NullMarked
package io.quorate.testkit.model;

import org.jspecify.annotations.NullMarked;
