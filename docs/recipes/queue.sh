#!/usr/bin/env bash
# Jobs in order, each taken by one worker. A job is a key below the queue's prefix; the first in the order of keys is next.
# Whoever deletes it, on the condition that nobody has, has taken it: in one transaction with noting who did.
set -euo pipefail
read -ra replicas <<<"${QUORATE:-http://localhost:8081 http://localhost:8082 http://localhost:8083}"
queue=recipes/queue/$$ taken=recipes/taken/$$ jobs=12 workers=3
any() { echo "${replicas[RANDOM % ${#replicas[@]}]}"; }

for ((job = 1; job <= jobs; job++)); do
  curl -sf -X PUT "$(any)/v1/kv/$(printf '%s/%04d' "$queue" "$job")" -d "job $job" -o /dev/null
done
echo "$jobs jobs are in the queue"

work() { # the worker's name
  while true; do
    first=$(curl -sf "$(any)/v1/kv?prefix=$queue/&limit=1&keysOnly=true")
    key=$(sed -n 's/.*"key":"\([^"]*\)".*/\1/p' <<<"$first")
    if [[ -z $key ]]; then return; fi
    revision=$(sed -n 's/.*"modRevision":\([0-9]*\).*/\1/p' <<<"$first")
    curl -sf -X POST "$(any)/v1/txn" -o /dev/null -d '{
      "if": [{"key": "'"$key"'", "target": "modRevision", "op": "==", "operand": '"$revision"'}],
      "then": [{"delete": {"key": "'"$key"'"}},
               {"put": {"key": "'"$taken/${key##*/}"'", "value": "'"$1"'"}}]}'
  done
}

for ((worker = 1; worker <= workers; worker++)); do work "worker $worker" & done
wait
left=$(curl -sf "$(any)/v1/kv?prefix=$queue/&countOnly=true" | sed -n 's/.*"count":\([0-9]*\).*/\1/p')
done=$(curl -sf "$(any)/v1/kv?prefix=$taken/" | sed -n 's/.*"count":\([0-9]*\).*/\1/p')
once=$(curl -sf "$(any)/v1/kv?prefix=$taken/" | grep -o '"version":1' | wc -l)
echo "$left jobs are left; $done were taken, $once of them once"
[[ $left == 0 && $done == "$jobs" && $once == "$jobs" ]]
