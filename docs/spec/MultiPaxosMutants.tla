-------------------------- MODULE MultiPaxosMutants --------------------------
(***************************************************************************)
(* Faults to seed into MultiPaxos.  Each configuration in mutants/ puts    *)
(* one of these in the place of the definition it breaks, and TLC has to   *)
(* find the harm: a specification that nothing can violate proves nothing. *)
(***************************************************************************)
EXTENDS MultiPaxos

\* For MayAccept: accept below the promise.
AcceptBelowPromise(a, b) == TRUE

\* For Remembered: forget the promise on restart.
ForgetPromise(a) == 0

\* For Inherited: pick the wrong decree on prepare.
IgnoreVotes(b, P, s) == NoOp(b)

\* For FirstFree: propose in slots that a promise called chosen.
ProposeBelowFloor(b, P) == chosenUpTo[b] + 1

\* For SameBallot: take the commit index for votes of any ballot.
AnyBallot(a, s, b) == TRUE

\* For MayAsk: learn from others in a slot of one's own and go on leading.
AskForOwnSlot(b) == TRUE

\* For Confirmed: serve a read without a confirmation.
OwnWordIsEnough(acks) == TRUE

\* For MayRead: serve a read before the opening no-op is chosen.
ReadAtOnce(b) == TRUE

=============================================================================
