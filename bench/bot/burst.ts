import type { Running } from './program.ts';

export type Burst = { perSecond: number; late: number };

/**
 * So many people press `I agree` at once. How many of them have a card in each second until all have one, and how many
 * were told that the bot did not answer in time.
 */
export async function burst({ sandbox }: Running, count: number): Promise<Burst> {
  const people = Array.from({ length: count }, (_, index) => sandbox.person(`Guest ${index}`));
  for (const person of people) {
    await person.command('task', { type: 'initial_prompt' });
    if (!person.buttons().includes('I agree')) throw new Error(`Nothing to agree to:\n${person.screen()}`);
  }
  const begun = performance.now();
  await Promise.all(people.map((person) => person.click('I agree')));
  const late = people.filter(({ notices }) => notices.length > 0);
  const served = people.filter((person) => !late.includes(person));
  for (const person of served) await person.until(() => person.buttons().includes('Answer'), 60_000);
  return { perSecond: (served.length * 1_000) / (performance.now() - begun), late: late.length };
}
