#!/usr/bin/env bash
# A lock that is safe. A holder can be paused at any moment, by its garbage collector or a network that hangs, and believe
# afterwards that it still has what its lease lost long ago. So what it writes carries its token (Quorate-Fence), and the
# store refuses what comes with a stale one. First the way that goes wrong, then the safe one.
set -euo pipefail
read -ra replicas <<<"${QUORATE:-http://localhost:8081 http://localhost:8082 http://localhost:8083}"
a=${replicas[0]} b=${replicas[1]:-${replicas[0]}} c=${replicas[2]:-${replicas[0]}}
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p"; }
lock=recipes/lock/$$ key=recipes/balance/$$

two_workers() { # with "fence" they write behind it
  curl -sf -X PUT "$a/v1/kv/$key" -d 100 -o /dev/null
  first=$(curl -sf -X POST "$a/v1/locks/$lock" -d '{"owner": "first", "ttlSeconds": 1}' | field token)
  balance=$(curl -sf -H 'Accept: text/plain' "$a/v1/kv/$key")
  echo "first holds the lock with token $first, reads $balance, and is paused"

  second=$(curl -sf -X POST "$b/v1/locks/$lock" -d '{"owner": "second", "ttlSeconds": 30, "waitSeconds": 30}' | field token)
  fence=() && [[ ${1:-} == fence ]] && fence=(-H "Quorate-Fence: $lock=$second")
  curl -sf -X PUT "$b/v1/kv/$key" "${fence[@]}" -d $((balance + 50)) -o /dev/null
  echo "second got the lock with token $second when the lease of the first was over, and added 50"

  fence=() && [[ ${1:-} == fence ]] && fence=(-H "Quorate-Fence: $lock=$first")
  status=$(curl -s -o /dev/null -w '%{http_code}' -X PUT "$c/v1/kv/$key" "${fence[@]}" -d $((balance + 10)))
  echo "first wakes up and adds its 10: $status"
  curl -sf -X DELETE "$b/v1/locks/$lock?token=$second" -o /dev/null
  balance=$(curl -sf -H 'Accept: text/plain' "$a/v1/kv/$key")
}

echo "Without the fence:"
two_workers
echo "the balance is $balance: the 50 of the second are lost"
[[ $balance == 110 ]]

echo "With the fence:"
two_workers fence
echo "the balance is $balance: the first was refused, and knows that it has to begin again"
[[ $status == 412 && $balance == 150 ]]
