package io.quorate.service.watch;

import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot;
import java.io.IOException;
import java.util.List;

/// Who is told what a watch sees, in this order and on one thread. Whatever it throws ends the
/// watch.
public interface Reader {

  /// A revision has changed what is watched.
  void change(Message message) throws IOException;

  /// All that matches is told up to this revision: whoever comes back begins after it.
  void progress(long revision) throws IOException;

  /// What was to be told next is compacted: this is the last that is told.
  void compacted(long compactRevision) throws IOException;

  /// Instead of what is compacted, or before all: the keys as they stand.
  ///
  /// @param ranges those that are watched, in order; none meets another
  void snapshot(Snapshot now, List<Range> ranges) throws IOException;
}
