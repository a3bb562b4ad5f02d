package io.quorate.core.lock;

/// The claim that has the lock.
///
/// @param claim who
/// @param token the fencing token: larger than that of every holder before, of any lock
/// @param acquiredRevision the store's revision when it got the lock
public record Holder(Claim claim, long token, long acquiredRevision) {

  /// The same without what the claim publishes.
  public Holder withoutValue() {
    return new Holder(claim.withoutValue(), token, acquiredRevision);
  }
}
