#!/usr/bin/env bash
# Compare and set: read, and write only if nobody has written meanwhile (If-Match); else begin again. The Idempotency-Key
# makes one attempt countable once, so that an answer that was lost (504) can be asked for again.
set -euo pipefail
read -ra replicas <<<"${QUORATE:-http://localhost:8081 http://localhost:8082 http://localhost:8083}"
key=recipes/counter/$$ workers=4 each=5
curl -sf -X PUT "${replicas[0]}/v1/kv/$key" -d 0 -o /dev/null

add_one() { # the name of the step
  for ((attempt = 1; ; attempt++)); do
    replica=${replicas[RANDOM % ${#replicas[@]}]}
    entry=$(curl -sf "$replica/v1/kv/$key") || continue
    value=$(sed -n 's/.*"value":"\([0-9]*\)".*/\1/p' <<<"$entry")
    revision=$(sed -n 's/.*"modRevision":\([0-9]*\).*/\1/p' <<<"$entry")
    status=504
    while [[ $status == 50[34] ]]; do
      status=$(curl -s -o /dev/null -w '%{http_code}' -X PUT "$replica/v1/kv/$key" -d $((value + 1)) \
        -H "If-Match: \"$revision\"" -H "Idempotency-Key: $1-$attempt-$$")
    done
    if [[ $status == 200 ]]; then return; fi
  done
}

for ((worker = 0; worker < workers; worker++)); do
  (for ((step = 0; step < each; step++)); do add_one "$worker-$step"; done) &
done
wait
total=$(curl -sf -H 'Accept: text/plain' "${replicas[0]}/v1/kv/$key")
echo "$workers workers have added 1 $each times: $total"
[[ $total == $((workers * each)) ]]
