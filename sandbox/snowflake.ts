const discordEpoch = 1_420_070_400_000;
const earliest = 24_000_000_000; // the first milliseconds whose ids have 18 digits; discord.js wants at least 17

/** Makes ids as Discord does, from the time and a counter: 18 or 19 digits, always rising, never the same twice. */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const since = Math.max(Math.floor(now()) - discordEpoch, earliest);
    const candidate = BigInt(since) << 22n;
    last = candidate > last ? candidate : last + 1n;
    return String(last);
  };
}
