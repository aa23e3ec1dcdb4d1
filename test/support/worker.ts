import type { Person } from '../../sandbox/driver/person.ts';

/** How somebody works: what they write, what they think of what they see, and in which order they put things. */
export type Ways = {
  /** Undefined to skip the task. */
  text: (seen: string) => string | undefined;
  isSpam: (seen: string) => boolean;
  /** The labels of the buttons to press, best first. */
  order: (candidates: readonly string[]) => readonly string[];
  /** Lets so many ms go by. */
  passTime: (ms: number) => void;
};

/**
 * Somebody asks for a task and answers it by what they see on the screen alone, up to "Saved".
 * Gives false when there was nothing to do, or only what they skip.
 */
export async function workOnce(person: Person, wish: Record<string, string>, ways: Ways): Promise<boolean> {
  await person.command('task', wish);
  const did = await answer(person, ways);
  if (did) {
    if (person.buttons().includes('Send')) await person.click('Send');
    else ways.passTime(10_000); // what went at once can still be taken back
    await person.until(() => person.text().includes('Saved'));
  }
  await person.dismiss();
  return did;
}

async function answer(person: Person, ways: Ways): Promise<boolean> {
  const { text, isSpam, order } = ways;
  const buttons = person.buttons();
  if (!buttons.includes('Skip')) return false; // there is no task
  if (buttons.includes('Answer')) return write(person, ways, text(person.text()));
  if (buttons.includes('Label')) return label(person, isSpam(person.text()));
  const candidates = buttons.filter((name) => /^\d+$/.test(name));
  for (const name of order(candidates).slice(0, -1)) await person.click(name); // the last place fills itself
  return true;
}

/** What comes in place of a skipped task is answered, so that nobody keeps it to themselves. */
async function write(person: Person, ways: Ways, text: string | undefined): Promise<boolean> {
  if (text !== undefined) {
    await person.click('Answer');
    await person.submit({ 'Your text': text });
    return true;
  }
  const skipped = person.text();
  await person.click('Skip');
  return person.text().includes('Write a prompt') && skipped.includes('Write a prompt')
    ? false
    : answer(person, ways);
}

async function label(person: Person, spam: boolean): Promise<boolean> {
  for (let button = 'Label'; !person.buttons().includes('Send'); button = 'Continue') {
    await person.click(button);
    await person.submit(labels(person, spam));
  }
  return true;
}

function labels(person: Person, spam: boolean) {
  const asked = person.fields.filter(({ required }) => required);
  return Object.fromEntries(
    asked.map(({ label, customId }) => {
      const [yes, no] = customId.startsWith('either-') ? ['Spam', 'Neither of them'] : ['Yes', 'No'];
      return [label, spam ? yes : no];
    }),
  );
}
