package io.quorate.testkit.history;

/// What a client asks the key-value store about one key; the calls of `/v1/kv/{key}`.
public sealed interface KvCall {

  /// The key it is about.
  String key();

  /// Stores a value if the condition holds; answers [KvAnswer.Stored] or
  /// [KvAnswer.PreconditionFailed].
  ///
  /// @param key the key
  /// @param value the new value
  /// @param condition what must hold
  record Put(String key, String value, Condition condition) implements KvCall {
    /// Stores a value whatever is there.
    public Put(String key, String value) {
      this(key, value, new Always());
    }
  }

  /// Reads; answers [KvAnswer.Found] or [KvAnswer.Absent].
  ///
  /// @param key the key
  record Get(String key) implements KvCall {}

  /// Removes the key if the condition holds; answers [KvAnswer.Deleted], [KvAnswer.NothingToDelete]
  /// or [KvAnswer.PreconditionFailed].
  ///
  /// @param key the key
  /// @param condition what must hold
  record Delete(String key, Condition condition) implements KvCall {
    /// Removes the key if it is there.
    public Delete(String key) {
      this(key, new Always());
    }
  }

  /// What must hold of the key for a write to be carried out.
  sealed interface Condition {}

  /// No condition.
  record Always() implements Condition {}

  /// `If-Match`: the key is there and was last changed at this revision.
  ///
  /// @param modRevision the revision
  record IfMatch(long modRevision) implements Condition {}

  /// `If-None-Match: *`: the key is not there.
  record IfAbsent() implements Condition {}
}
