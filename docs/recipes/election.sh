#!/usr/bin/env bash
# One leader at a time. Candidates wait in order; whoever leads publishes where it is to be found, and leads for as long as
# its lease is kept alive. Its token is a fence for what it writes, as that of a lock is.
set -euo pipefail
read -ra replicas <<<"${QUORATE:-http://localhost:8081 http://localhost:8082 http://localhost:8083}"
a=${replicas[0]} b=${replicas[1]:-${replicas[0]}} c=${replicas[2]:-${replicas[0]}}
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p"; }
election=recipes/election/$$

blue=$(curl -sf -X POST "$a/v1/elections/$election" \
  -d '{"candidate": "blue", "value": "http://blue:8080", "ttlSeconds": 30}' | field token)
echo "blue leads with token $blue"

won=$(mktemp)
trap 'rm -f "$won"' EXIT
curl -sf -X POST "$b/v1/elections/$election" \
  -d '{"candidate": "green", "value": "http://green:8080", "ttlSeconds": 30, "waitSeconds": 60}' >"$won" &
echo "green stands too, and waits"
echo "everyone finds $(curl -sf "$c/v1/elections/$election" | field value)"

curl -sf -X DELETE "$a/v1/elections/$election?token=$blue" -o /dev/null
wait $!
green=$(field token <"$won")
echo "blue has resigned; green leads with token $green"
leader=$(curl -sf "$c/v1/elections/$election" | field value)
echo "everyone finds $leader"
status=$(curl -s -o /dev/null -w '%{http_code}' -X PUT "$a/v1/kv/recipes/decision/$$" \
  -H "Quorate-Fence: $election=$blue" -d 'by blue')
echo "what blue still decides is refused: $status"
[[ $leader == http://green:8080 && $green -gt $blue && $status == 412 ]]
curl -sf -X DELETE "$b/v1/elections/$election?token=$green" -o /dev/null
