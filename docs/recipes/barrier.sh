#!/usr/bin/env bash
# A barrier: nobody goes on before all have arrived. Whoever arrives puts a key, and then watches until there are enough.
# The watch begins with a snapshot, so it makes no difference who was first.
set -euo pipefail
read -ra replicas <<<"${QUORATE:-http://localhost:8081 http://localhost:8082 http://localhost:8083}"
barrier=recipes/barrier/$$ members=4
events=$(mktemp)
trap 'rm -f "$events"' EXIT

arrive() { # the member's number
  replica=${replicas[$1 % ${#replicas[@]}]}
  echo "arrived" >>"$events"
  curl -sf -X PUT "$replica/v1/kv/$barrier/$1" -d here -o /dev/null
  arrived=0
  while read -r line; do
    case $line in
      '{"event":"snapshot"'*) arrived=$(($(sed 's/"version":/\n&/g' <<<"$line" | wc -l) - 1)) ;;
      '{"event":"change"'*) arrived=$((arrived + $(sed 's/"type":"put"/\n&/g' <<<"$line" | wc -l) - 1)) ;;
    esac
    if ((arrived >= members)); then break; fi
  done < <(curl -sN --max-time 60 -H 'Accept: application/x-ndjson' "$replica/v1/watch?prefix=$barrier/&snapshot=true")
  echo "went on" >>"$events"
}

for ((member = 1; member <= members; member++)); do arrive $member & done
wait
cat "$events"
[[ $(head -n $members "$events" | sort -u) == arrived && $(tail -n $members "$events" | sort -u) == "went on" ]]
curl -sf -X DELETE "${replicas[0]}/v1/kv?prefix=$barrier/" -o /dev/null
