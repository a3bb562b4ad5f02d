-- Linearizable GETs over the keys that put.lua wrote; an absent key is an answer too.
local path = os.getenv("KEYSPACE") or "/v1/kv"
function setup(thread) thread:set("seed", math.random(1, 1000000)) end
function init(args) math.randomseed(seed) end
function request()
  return wrk.format("GET", path .. "/bench/" .. math.random(0, 99999))
end
function done(summary, latency)
  io.write(string.format("requests/s %.0f  p50 %.2f ms  p99 %.2f ms  broken %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
