#!/usr/bin/env bash
# Throughput of three replicas on this machine, durable writes, 256-byte values, measured by wrk:
# PUT and linearizable GET, 64 and 256 connections, through the leader and through a follower; then
# PUT and atomic GET of registers, 64 connections, through one of them.
#   benchmarks/throughput.sh [seconds per measurement, default 15] [seconds of warm-up, default 30]
# Needs wrk, curl, jq, and consensus-service/target/consensus-service.jar (./mvnw verify makes it).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-15}
warmup=${2:-30}
java=${JAVA25:-$(ls -d /usr/lib/jvm/*25*/bin/java | head -1)}
options=${JAVA_OPTIONS:--XX:+UseSerialGC -Xmx144m -XX:+UseCompactObjectHeaders}
jar=$PWD/consensus-service/target/consensus-service.jar
dir=$(mktemp -d)
peers=a=http://127.0.0.1:9181,b=http://127.0.0.1:9182,c=http://127.0.0.1:9183
pids=()
stop() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$dir"; }
trap stop EXIT
port=9181
for id in a b c; do
  # shellcheck disable=SC2086
  (cd "$dir" && exec "$java" $options -jar "$jar" --quorate.replica-id=$id --quorate.peers=$peers \
    --server.port=$port --quorate.data-dir="$dir/$id" >"$dir/$id.log" 2>&1) &
  pids+=($!)
  port=$((port + 1))
done

leader() { curl -sf http://127.0.0.1:9181/v1/cluster 2>/dev/null | jq -r '.leader // empty' 2>/dev/null || true; }
for _ in $(seq 600); do [ -n "$(leader)" ] && break; sleep 0.1; done
[ -n "$(leader)" ] || { echo "no leader within a minute" >&2; tail -5 "$dir"/*.log >&2; exit 1; }
address() { case $1 in a) echo http://127.0.0.1:9181 ;; b) echo http://127.0.0.1:9182 ;; c) echo http://127.0.0.1:9183 ;; esac; }
follower() { case $(leader) in a) echo b ;; *) echo a ;; esac; }
run() { wrk -t1 -c"$2" -d"$3s" --latency -s "benchmarks/$1.lua" "$(address "$4")" | tail -1; }

echo "machine: $(nproc) cores, $(uname -sr); $("$java" -version 2>&1 | sed -n 2p)"
echo "options: $options"
echo "warm-up: ${warmup} s of PUT and GET through $(leader)"
run put 64 $((warmup / 2)) "$(leader)" >/dev/null
run get 64 $((warmup / 2)) "$(leader)" >/dev/null
for through in leader follower; do
  for connections in 64 256; do
    for what in put get; do
      printf '%-4s %4s connections through the %-8s ' "$what" "$connections" "$through"
      run $what $connections "$seconds" "$($through)"
    done
  done
done
KEYSPACE=/v1/registers run put 64 $((warmup / 3)) "$(leader)" >/dev/null
for what in put get; do
  printf '%-4s   64 connections, registers              ' "$what"
  KEYSPACE=/v1/registers run $what 64 "$seconds" "$(leader)"
done
echo "resident memory:"
for i in 0 1 2; do
  pid=$(pgrep -P "${pids[$i]}" || echo "${pids[$i]}")
  awk '/VmRSS/ {printf "  %d MB\n", $2 / 1024}' "/proc/$pid/status"
done
echo "stored: $(du -sm "$dir" | cut -f1) MB in all"
