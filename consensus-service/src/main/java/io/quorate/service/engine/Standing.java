package io.quorate.service.engine;

/// Where a replica stands, in its own words.
///
/// @param role `leader`, `candidate` or `follower`
/// @param chosenSlot the last slot it knows chosen, with all before it
/// @param appliedSlot the last slot in its state
/// @param revision the revision of its state
public record Standing(String role, long chosenSlot, long appliedSlot, long revision) {

  /// What a view of the engine says about this.
  public static Standing of(View view) {
    return new Standing(
        view.status().role(), view.status().chosenUpTo(), view.appliedSlot(), view.revision());
  }
}
