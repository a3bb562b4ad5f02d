/// The HTTP API for callers: `/v1`, one controller per resource, and every error as a problem (RFC
/// 9457).
@NullMarked
package io.quorate.service.api;

import org.jspecify.annotations.NullMarked;
