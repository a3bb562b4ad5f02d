/// How replicas speak to each other over HTTP: the controllers of `/paxos`, the client side of the
/// same messages, and the two forms they travel in.
@NullMarked
package io.quorate.service.peer;

import org.jspecify.annotations.NullMarked;
