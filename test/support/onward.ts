import type { Person } from '../../sandbox/driver/person.ts';

/** Somebody goes on to the next task: presses the button, or does what is given, and waits for the message below. */
export async function onward(
  person: Person,
  act: () => Promise<unknown> = () => person.click('Next task'),
): Promise<void> {
  const before = new Set(person.messages().map(({ id }) => id));
  await act();
  await person.until((one) => one.messages().some(({ id, thinking }) => !before.has(id) && !thinking));
}
