#!/usr/bin/env bash
# How often one lock changes hands in a second, among clients that all wait for it at three replicas
# on this machine.
#   benchmarks/locks.sh [seconds per measurement, default 15] [clients..., default 1 2 16 64]
# Needs curl, and consensus-service/target/consensus-service.jar (./mvnw verify makes it).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-15}
shift || true
clients=("${@:-}")
[ -n "${clients[*]}" ] || clients=(1 2 16 64)
java=${JAVA25:-$(ls -d /usr/lib/jvm/*25*/bin/java | head -1)}
options=${JAVA_OPTIONS:--XX:+UseSerialGC -Xmx144m -XX:+UseCompactObjectHeaders}
jar=$PWD/consensus-service/target/consensus-service.jar
dir=$(mktemp -d)
a=http://127.0.0.1:9181 b=http://127.0.0.1:9182 c=http://127.0.0.1:9183
pids=()
stop() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$dir"; }
trap stop EXIT
for id in a b c; do
  # shellcheck disable=SC2086
  (cd "$dir" && exec "$java" $options -jar "$jar" --quorate.replica-id=$id --quorate.peers="a=$a,b=$b,c=$c" \
    --server.port="${!id##*:}" --quorate.data-dir="$dir/$id" >"$dir/$id.log" 2>&1) &
  pids+=($!)
done
for url in $a $b $c; do
  for _ in $(seq 600); do curl -sf -X PUT $url/v1/kv/ready -d x >/dev/null 2>&1 && break; sleep 0.1; done
done
echo "machine: $(nproc) cores, $(uname -sr); $("$java" -version 2>&1 | sed -n 2p)"
"$java" benchmarks/LockHandOver.java $a,$b,$c 16 "$seconds" >/dev/null # warm-up
for n in "${clients[@]}"; do
  "$java" benchmarks/LockHandOver.java $a,$b,$c "$n" "$seconds"
done
