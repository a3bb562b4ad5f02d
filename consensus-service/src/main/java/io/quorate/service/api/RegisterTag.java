package io.quorate.service.api;

import io.quorate.core.register.Tag;
import io.swagger.v3.oas.annotations.media.Schema;

/// The version of a register's value.
///
/// @param counter grows with each write
/// @param writer the write: who coordinated it, a number of that process, and a count
record RegisterTag(
    @Schema(example = "7") long counter, @Schema(example = "a.5f3c21d07be85a64.17") String writer) {

  static RegisterTag of(Tag tag) {
    return new RegisterTag(tag.counter(), tag.writer().toString());
  }
}
