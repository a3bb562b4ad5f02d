/// What a quorum system costs: the load of its busiest member.
@NullMarked
package io.quorate.service.quorum;

import org.jspecify.annotations.NullMarked;
