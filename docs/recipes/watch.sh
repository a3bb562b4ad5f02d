#!/usr/bin/env bash
# Configuration that is followed. A client reads what there is and every change after it, each once and in order; when its
# connection ends it goes on at another replica, after the last revision that it has seen.
set -euo pipefail
read -ra replicas <<<"${QUORATE:-http://localhost:8081 http://localhost:8082 http://localhost:8083}"
prefix=recipes/config/$$ changes=20
seen=$(mktemp)
trap 'rm -f "$seen"; kill $(jobs -p) 2>/dev/null || true' EXIT
number() { sed -n 's/^[^[]*"'"$1"'":\([0-9]*\).*/\1/p'; }

follow() {
  resume=() turn=0
  while true; do
    # After two seconds it goes elsewhere, only to show that nothing is missed.
    while read -r line; do
      resume=(-H "Last-Event-ID: $(number revision <<<"$line")")
      if [[ $line == '{"event":"change"'* ]]; then
        sed -n 's/.*"value":"\([^"]*\)".*/\1/p' <<<"$line" >>"$seen"
      fi
    done < <(curl -sN --max-time 2 -H 'Accept: application/x-ndjson' "${resume[@]}" \
      "${replicas[turn++ % ${#replicas[@]}]}/v1/watch?prefix=$prefix/&snapshot=true")
  done
}

curl -sf -X PUT "${replicas[0]}/v1/kv/$prefix/limit" -d 'before' -o /dev/null
follow &
# It watches once what it is told begins to arrive; until then changes are part of the snapshot.
until [[ -s $seen ]]; do curl -sf -X PUT "${replicas[0]}/v1/kv/$prefix/limit" -d 'first' -o /dev/null; done

for ((change = 1; change <= changes; change++)); do
  curl -sf -X PUT "${replicas[change % ${#replicas[@]}]}/v1/kv/$prefix/limit" -d "$change" -o /dev/null
  if ((change % 5 == 0)); then sleep 1; fi
done
until grep -qx "$changes" "$seen"; do :; done
got=$(grep -vx first "$seen" | tr '\n' ' ')
echo "seen, in order: $got"
[[ $got == "$(seq -s ' ' 1 "$changes") " ]]
