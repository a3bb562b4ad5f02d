/// The real store against the plain one.
@NullMarked
package io.quorate.testkit.model;

import org.jspecify.annotations.NullMarked;
