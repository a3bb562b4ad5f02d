-- PUTs of 256-byte values over 100,000 keys, raw form.
local body = string.rep("v", 256)
local path = os.getenv("KEYSPACE") or "/v1/kv"
function setup(thread) thread:set("seed", math.random(1, 1000000)) end
function init(args) math.randomseed(seed) end
function request()
  return wrk.format("PUT", path .. "/bench/" .. math.random(0, 99999), nil, body)
end
function done(summary, latency)
  io.write(string.format("requests/s %.0f  p50 %.2f ms  p99 %.2f ms  not 2xx %d  broken %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
