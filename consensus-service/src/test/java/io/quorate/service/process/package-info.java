/// Proofs on real processes: replicas run from the finished jar, each in a JVM of its own, are
/// killed, stopped and frozen while clients work. They know nothing of the service but its HTTP.
@NullMarked
package io.quorate.service.process;

import org.jspecify.annotations.NullMarked;
