/// What a replica must not forget, through JPA: its promise, its votes, its identity, its cluster's
/// members and the peers it met. [ReplicaStore] reads, [GroupWriter] writes; the engine knows
/// nothing else of this room.
@NullMarked
package io.quorate.service.storage;

import org.jspecify.annotations.NullMarked;
