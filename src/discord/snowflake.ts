// https://docs.discord.com/developers/reference#snowflakes

const DISCORD_EPOCH_MS = 1_420_070_400_000; // 2015-01-01
const TIME_AT = 22n; // bits

/** The smallest id that anything made at this moment (epoch ms) may have. */
export function snowflakeAt(time: number): string {
  return String(BigInt(Math.max(0, time - DISCORD_EPOCH_MS)) << TIME_AT);
}

/** When what has this id was made, in epoch ms. */
export function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> TIME_AT) + DISCORD_EPOCH_MS;
}
