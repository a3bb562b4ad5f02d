----------------------------- MODULE MultiPaxos -----------------------------
(***************************************************************************)
(* Multi-Paxos with a stable leader, as Quorate runs it.                   *)
(*                                                                         *)
(* Every replica plays all three roles: it votes (acceptor), it may lead   *)
(* (proposer), and it keeps the prefix of the log it knows chosen          *)
(* (learner).  A ballot has one owner.  The owner prepares the log from    *)
(* the first slot it does not know chosen, takes over what a phase-1       *)
(* quorum reports, opens with a no-op and then proposes slot after slot    *)
(* without a further phase 1.                                              *)
(*                                                                         *)
(* The network may lose, delay, duplicate and reorder.  That is modelled   *)
(* by sets of messages that only grow: to lose a message is never to       *)
(* receive it, to duplicate it is to receive it again.                     *)
(*                                                                         *)
(* I1 .. I8 are the invariants of the architecture, by number.             *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Acceptors,      \* the replicas
  MaxBallot,      \* ballots are 1 .. MaxBallot
  MaxSlot,        \* slots are 1 .. MaxSlot
  Phase1Quorums,  \* sets of replicas whose promises let a ballot lead
  Phase2Quorums   \* sets of replicas whose votes choose a decree

(***************************************************************************)
(* A ballot is (round, replica) in the code.  Here it is its rank among    *)
(* the ballots in use.  A ballot has one owner and is never used again,    *)
(* also not after a restart, so the owner is known by its ballot and needs *)
(* no name; that one replica may own several only restricts what they do.  *)
(***************************************************************************)
Ballot == 1 .. MaxBallot
Slot   == 1 .. MaxSlot

(***************************************************************************)
(* What is decided does not matter to Paxos, only whether two decrees are  *)
(* the same.  So a decree is its kind and the ballot that first proposed   *)
(* it: two leaders never invent equal decrees, not even equal no-ops,      *)
(* which is the hardest case to agree on.                                  *)
(***************************************************************************)
Decree == [kind : {"command", "noop"}, origin : Ballot]
Command(b) == [kind |-> "command", origin |-> b]
NoOp(b)    == [kind |-> "noop", origin |-> b]

\* What an acceptor holds for a slot: its vote, or NoVote (ballot 0).
NoVote == [bal |-> 0]
Vote   == {NoVote} \cup [bal : Ballot, decree : Decree]

\* I5: every phase-1 quorum meets every phase-2 quorum.
ASSUME I5 == /\ Phase1Quorums \subseteq SUBSET Acceptors
             /\ Phase2Quorums \subseteq SUBSET Acceptors
             /\ \A P \in Phase1Quorums, Q \in Phase2Quorums : P \cap Q # {}

Majorities == {Q \in SUBSET Acceptors : Cardinality(Q) = Cardinality(Acceptors) \div 2 + 1}
Everyone   == {Acceptors}
Anyone     == {{a} : a \in Acceptors}

\* Sound while both quorum sets treat all replicas alike, as the three above do: nothing else
\* in this module tells one replica from another.
Symmetry == Permutations(Acceptors)

-----------------------------------------------------------------------------
(***************************************************************************)
(* What a replica that does not lead knows to be chosen (its floor) is in  *)
(* memory: after a restart it knows nothing, and then it can learn all     *)
(* that anyone ever knew.  So wherever a floor matters it may be any of    *)
(* these, and it needs no variable.  A leader's floor is chosenUpTo.       *)
(***************************************************************************)
VARIABLES
  \* On disk at each acceptor.
  promised,     \* [Acceptors -> 0 .. MaxBallot], the highest ballot promised
  accepted,     \* [Acceptors -> [Slot -> Vote]], the last vote per slot
  \* In memory at the owner of each ballot.
  opening,      \* [Ballot -> slot of its opening no-op], 0 while it does not lead
  chosenUpTo,   \* [Ballot -> 0 .. MaxSlot], its floor and the commit index it tells
  \* Messages sent.
  prepares,     \* [bal, first]: tell your votes from slot `first' on
  promises,     \* [bal, from, floor, votes]
  accepts,      \* [bal, slot, decree]
  accepteds,    \* [bal, slot, decree, from]
  learns,       \* [slot, decree]: what anyone ever knew to be chosen, and tells if asked
  \* The read under way, and whether one was ever answered too low.
  read, staleRead

durable == <<promised, accepted>>
leading == <<opening, chosenUpTo>>
phase1  == <<prepares, promises>>
phase2  == <<accepts, accepteds>>
reading == <<read, staleRead>>
vars    == <<durable, leading, phase1, phase2, learns, reading>>

Max(S) == CHOOSE x \in S : \A y \in S : y <= x

\* No slot above was known chosen to anyone, so none above was acknowledged to a client.
Known == Max({m.slot : m \in learns} \cup {0})

Leads(b) == opening[b] # 0

ProposedBy(b) == {m.slot : m \in {n \in accepts : n.bal = b}}

NoRead == [bal |-> 0]

TypeOK ==
  /\ promised \in [Acceptors -> 0 .. MaxBallot]
  /\ accepted \in [Acceptors -> [Slot -> Vote]]
  /\ opening \in [Ballot -> 0 .. MaxSlot + 1]
  /\ chosenUpTo \in [Ballot -> 0 .. MaxSlot]
  /\ prepares \subseteq [bal : Ballot, first : 1 .. MaxSlot + 1]
  /\ promises \subseteq
       [bal : Ballot, from : Acceptors, floor : 0 .. MaxSlot, votes : [Slot -> Vote]]
  /\ accepts \subseteq [bal : Ballot, slot : Slot, decree : Decree]
  /\ accepteds \subseteq [bal : Ballot, slot : Slot, decree : Decree, from : Acceptors]
  /\ learns \subseteq [slot : Slot, decree : Decree]
  /\ \/ read = NoRead
     \/ read \in [bal : Ballot, index : 0 .. MaxSlot, known : 0 .. MaxSlot,
                  confirmedBy : SUBSET Acceptors]
  /\ staleRead \in BOOLEAN

Init ==
  /\ promised = [a \in Acceptors |-> 0]
  /\ accepted = [a \in Acceptors |-> [s \in Slot |-> NoVote]]
  /\ opening = [b \in Ballot |-> 0]
  /\ chosenUpTo = [b \in Ballot |-> 0]
  /\ prepares = {} /\ promises = {} /\ accepts = {} /\ accepteds = {} /\ learns = {}
  /\ read = NoRead /\ staleRead = FALSE

-----------------------------------------------------------------------------
(***************************************************************************)
(* PHASE 1: a campaign                                                     *)
(***************************************************************************)

\* A ballot nobody used is taken, and the log asked for from the first slot that its owner, who
\* knows slots 1 .. floor, does not know chosen.
Prepare(b, floor) ==
  /\ \A m \in prepares : m.bal # b
  /\ prepares' = prepares \cup {[bal |-> b, first |-> floor + 1]}
  /\ chosenUpTo' = [chosenUpTo EXCEPT ![b] = floor]
  /\ UNCHANGED <<durable, opening, promises, phase2, learns, reading>>

\* What acceptor a tells: its votes from the slot asked for, but only those above its own floor.
\* Of the slots up to its floor it tells no more than that they are chosen.
VotesFrom(a, first, floor) ==
  [s \in Slot |-> IF s >= first /\ s > floor THEN accepted[a][s] ELSE NoVote]

\* I1: the promise only rises.  (A prepare that comes twice is answered twice by the code; the
\* second answer could differ in its floor only, and is left out.)  A late promise is ignored by a
\* ballot that leads already, so then it is not even kept.
Promise(a, m, floor) ==
  /\ m.bal > promised[a]
  /\ promised' = [promised EXCEPT ![a] = m.bal]
  /\ promises' = IF Leads(m.bal) THEN promises
                 ELSE promises \cup {[bal |-> m.bal, from |-> a, floor |-> floor,
                                      votes |-> VotesFrom(a, m.first, floor)]}
  /\ UNCHANGED <<accepted, leading, prepares, phase2, learns, reading>>

\* The first slot to propose in: above what the owner of b knows chosen and above every floor it
\* was told of.  Slots between the two are chosen already: it must learn them, never propose.
FirstFree(b, P) == Max({m.floor : m \in P} \cup {chosenUpTo[b]}) + 1

\* I4, by P2c of Paxos Made Simple: the decree of the highest ballot that any member of the
\* quorum voted for in this slot.  If there is none the slot is a hole and gets a no-op.
Inherited(b, P, s) ==
  LET top == Max({m.votes[s].bal : m \in P})
  IN IF top = 0 THEN NoOp(b)
     ELSE (CHOOSE m \in P : m.votes[s].bal = top).votes[s].decree

\* Ballot b holds promises P from the distinct members of a phase-1 quorum.  It proposes in every
\* slot up to the last one voted for, and opens its own part of the log with a no-op.  All of
\* this is one step here: to crash half way is to have sent messages that nobody receives.
Lead(b, P) ==
  LET first == FirstFree(b, P)
      voted == {s \in Slot : s >= first /\ \E m \in P : m.votes[s] # NoVote}
      own   == Max(voted \cup {first - 1}) + 1
  IN /\ ~Leads(b)
     /\ {m.from : m \in P} \in Phase1Quorums
     /\ opening' = [opening EXCEPT ![b] = own]
     /\ accepts' = accepts \cup
          {[bal |-> b, slot |-> s,
            decree |-> IF s = own THEN NoOp(b) ELSE Inherited(b, P, s)]
           : s \in (first .. own) \cap Slot}
     /\ promises' = {m \in promises : m.bal # b}
     /\ UNCHANGED <<durable, chosenUpTo, prepares, accepteds, learns, reading>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* PHASE 2: the leader proposes, acceptors vote                            *)
(***************************************************************************)

\* I3: a ballot moves from slot to slot and proposes once in each.  A leader that was told that
\* its next slot is chosen has been overtaken, and proposes nothing.
Propose(b) ==
  LET s == Max(ProposedBy(b) \cup {opening[b]}) + 1
  IN /\ Leads(b)
     /\ s \in Slot
     /\ s > chosenUpTo[b]
     /\ accepts' = accepts \cup {[bal |-> b, slot |-> s, decree |-> Command(b)]}
     /\ UNCHANGED <<durable, leading, phase1, accepteds, learns, reading>>

\* I2: at or above the promise, prepare seen or not.
MayAccept(a, b) == b >= promised[a]

\* I1 and I6: the vote raises the promise; vote and promise are durable before the answer leaves,
\* which is why this is one step.
Accept(a, m) ==
  /\ MayAccept(a, m.bal)
  /\ promised' = [promised EXCEPT ![a] = Max({@, m.bal})]
  /\ accepted' = [accepted EXCEPT ![a][m.slot] = [bal |-> m.bal, decree |-> m.decree]]
  /\ accepteds' = accepteds \cup
       {[bal |-> m.bal, slot |-> m.slot, decree |-> m.decree, from |-> a]}
  /\ UNCHANGED <<leading, phase1, accepts, learns, reading>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* LEARNING                                                                *)
(***************************************************************************)

Chosen(b, s, d) ==
  \E Q \in Phase2Quorums :
    \A a \in Q : [bal |-> b, slot |-> s, decree |-> d, from |-> a] \in accepteds

\* The leader of b counts the votes for its next slot.  From here on the client may have its
\* answer, and the commit index rides on whatever the leader sends next.
LearnByQuorum(b) ==
  LET s == chosenUpTo[b] + 1
  IN /\ Leads(b)
     /\ chosenUpTo' = [chosenUpTo EXCEPT ![b] = s]
     /\ \E m \in accepts :
          /\ m.bal = b /\ m.slot = s /\ Chosen(b, s, m.decree)
          /\ learns' = learns \cup {[slot |-> s, decree |-> m.decree]}
     /\ UNCHANGED <<durable, opening, phase1, phase2, reading>>

\* A leader takes nobody's word for a slot it proposed in: it counts the votes, or it steps down.
\* Else it could learn what a higher ballot chose there, and its own commit index would make
\* followers believe in the decree *it* proposed.
MayAsk(b) == chosenUpTo[b] + 1 \notin ProposedBy(b)

\* A candidate, or a leader below its first slot, is told what its next slot was decided to be.
LearnByAsking(b) ==
  /\ \E m \in prepares : m.bal = b
  /\ chosenUpTo[b] < Known
  /\ MayAsk(b)
  /\ chosenUpTo' = [chosenUpTo EXCEPT ![b] = @ + 1]
  /\ UNCHANGED <<durable, opening, phase1, phase2, learns, reading>>

\* A vote at this very ballot is for the decree that the leader of b counted; any other vote may
\* be for a decree that lost, and then the follower has to ask.
SameBallot(a, s, b) == accepted[a][s].bal = b

\* A follower is told the commit index of b and believes in what it has accepted.
LearnByCommitIndex(a, s, b) ==
  /\ s <= chosenUpTo[b]
  /\ accepted[a][s] # NoVote /\ SameBallot(a, s, b)
  /\ learns' = learns \cup {[slot |-> s, decree |-> accepted[a][s].decree]}
  /\ UNCHANGED <<durable, leading, phase1, phase2, reading>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* READING: to explore one read at a time is enough, since a read changes  *)
(* nothing that another read or a write could see.                         *)
(***************************************************************************)

\* Before its opening no-op is chosen a leader does not know how far its predecessors got.
MayRead(b) == chosenUpTo[b] >= opening[b]

StartRead(b) ==
  /\ Leads(b) /\ MayRead(b)
  /\ read = NoRead
  /\ read' = [bal |-> b, index |-> chosenUpTo[b], known |-> Known, confirmedBy |-> {}]
  /\ UNCHANGED <<durable, leading, phase1, phase2, learns, staleRead>>

\* By I5 a phase-2 quorum meets the phase-1 quorum of any ballot that could have taken over.
Confirmed(acks) == \E Q \in Phase2Quorums : Q \subseteq acks

\* Acceptor a, asked after the read began, has promised no higher ballot.  With the last answer
\* that is needed the read is served at its index.
ConfirmRead(a) ==
  /\ read # NoRead
  /\ a \notin read.confirmedBy
  /\ promised[a] <= read.bal
  /\ LET acks == read.confirmedBy \cup {a} IN
       IF Confirmed(acks)
       THEN read' = NoRead /\ staleRead' = (staleRead \/ read.index < read.known)
       ELSE read' = [read EXCEPT !.confirmedBy = acks] /\ UNCHANGED staleRead
  /\ UNCHANGED <<durable, leading, phase1, phase2, learns>>

-----------------------------------------------------------------------------
(***************************************************************************)
(* CRASH AND RESTART                                                       *)
(*                                                                         *)
(* A crash ends the ballots of a replica, loses its floor and keeps its    *)
(* disk.  A ballot that ended is one whose owner takes no further step,    *)
(* which every behaviour is free to do at any point; a lost floor is above;*)
(* there remains the disk, and that nothing on it changes.                 *)
(***************************************************************************)
Remembered(a) == promised[a]

Restart(a) ==
  /\ promised' = [promised EXCEPT ![a] = Remembered(a)]
  /\ UNCHANGED <<accepted, leading, phase1, phase2, learns, reading>>

-----------------------------------------------------------------------------
Next ==
  \/ \E b \in Ballot, floor \in 0 .. Known : Prepare(b, floor)
  \/ \E a \in Acceptors, m \in prepares, floor \in 0 .. Known : Promise(a, m, floor)
  \/ \E b \in Ballot : \E P \in SUBSET {m \in promises : m.bal = b} : Lead(b, P)
  \/ \E b \in Ballot : Propose(b)
  \/ \E a \in Acceptors, m \in accepts : Accept(a, m)
  \/ \E b \in Ballot : LearnByQuorum(b)
  \/ \E b \in Ballot : LearnByAsking(b)
  \/ \E a \in Acceptors, s \in Slot, b \in Ballot : LearnByCommitIndex(a, s, b)
  \/ \E b \in Ballot : StartRead(b)
  \/ \E a \in Acceptors : ConfirmRead(a)
  \/ \E a \in Acceptors : Restart(a)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(***************************************************************************)
(* WHAT MUST HOLD.  I5 is assumed above.  I6 is no more than a remark at   *)
(* Accept: this module has no unsynced disk.                               *)
(***************************************************************************)

\* I1: a promise never moves back.
I1 == [][\A a \in Acceptors : promised'[a] >= promised[a]]_vars

\* I2: an acceptor accepts only at or above its promise.
I2 == [][\A a \in Acceptors, s \in Slot :
           accepted'[a][s] # accepted[a][s] => accepted'[a][s].bal >= promised[a]]_vars

\* I3: one ballot, one decree per slot.
I3 == \A m, n \in accepts : m.bal = n.bal /\ m.slot = n.slot => m.decree = n.decree

\* I4: once chosen, every later ballot proposes that decree.
I4 == \A m \in accepts :
        Chosen(m.bal, m.slot, m.decree) =>
          \A n \in accepts : n.slot = m.slot /\ n.bal > m.bal => n.decree = m.decree

\* The part of I7 that is about agreement: whatever anyone learned for a slot was chosen there.
\* With I4 that is one decree, so what is applied is everywhere the same.
I7 == \A m \in learns : \E b \in Ballot : Chosen(b, m.slot, m.decree)

\* I8: a read reflects every write that was acknowledged before it began.
I8 == ~staleRead
=============================================================================
