import type { Person } from '../../sandbox/driver/person.ts';
import { firstButtons } from './flow.ts';
import type { Running } from './program.ts';

/** What became of a crowd: cards and clicks in each second until all have a card, and what a click took of the processor. */
export type Burst = { cardsPerSecond: number; clicksPerSecond: number; cpuMsPerClick: number; late: number };

/**
 * So many people press `I agree` at once, and then all at once what else stands before their first card. `late` is how many
 * were told that the bot did not answer in time.
 */
export async function burst(
  { sandbox, usage }: Pick<Running, 'sandbox' | 'usage'>,
  count: number,
): Promise<Burst> {
  const people = Array.from({ length: count }, (_, index) => sandbox.person(`Guest ${index}`));
  for (const person of people) {
    await person.command('task', { type: 'initial_prompt' });
    if (!person.buttons().includes('I agree')) throw new Error(`Nothing to agree to:\n${person.screen()}`);
  }
  const before = await usage();
  const begun = performance.now();
  let clicks = 0;
  const late = new Set<Person>();
  for (const button of firstButtons) {
    const waiting = people.filter((person) => !late.has(person) && person.buttons().includes(button));
    clicks += waiting.length;
    await Promise.all(waiting.map((person) => person.click(button)));
    for (const person of waiting) if (person.notices.length > 0) late.add(person);
    const rest = waiting.filter((person) => !late.has(person));
    for (const person of rest) await person.until(() => !person.buttons().includes(button), 60_000);
  }
  const served = people.filter((person) => !late.has(person));
  for (const person of served) await person.until(() => person.buttons().includes('Answer'), 60_000);
  const ms = performance.now() - begun;
  return {
    cardsPerSecond: (served.length * 1_000) / ms,
    clicksPerSecond: (clicks * 1_000) / ms,
    cpuMsPerClick: ((await usage()).cpuMs - before.cpuMs) / clicks,
    late: late.size,
  };
}
