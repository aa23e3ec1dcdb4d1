import type { FormValues } from '../../../sandbox/view.ts';
import type { Chance } from '../chance.ts';
import type { Content } from '../content.ts';
import { countOf, MARK, type TaskOnTheWire } from '../ledger/tasks.ts';

type Change = (content: Content) => Content;
type Field = {
  label: string;
  customId: string;
  required: boolean;
  options: { label: string; value: string }[];
};

/** What a choice on a card does to what has been entered, from the person's point of view. */
export function choosing(task: TaskOnTheWire, choice: string): Change {
  return (content) => {
    if (content.kind === 'rate')
      return { kind: 'rate', rating: choice === 'restart' ? null : Number(choice) };
    return content.kind === 'rank' ? ranked(content, choice, countOf(task)) : content;
  };
}

/** One choice for two labels, in the order of its own options: neither, the first, the second, both. */
function fillPair(field: Field, { labels = [] }: TaskOnTheWire, luck: Chance) {
  const names = field.options.slice(1, 3).map(({ label }) => {
    const named = labels.find(({ display_text }) => display_text === label);
    return named?.name ?? label.toLowerCase();
  });
  const open = !field.required && luck.happens(0.3);
  const at = luck.int(0, field.options.length - 1);
  const given = names.map((name, index) => [name, open ? undefined : [0, 1 - index, index, 1][at]]);
  return { field, value: open ? [] : (field.options[at]?.value ?? []), given };
}

type Ranking = Extract<Content, { kind: 'rank' }>;

function ranked(content: Ranking, choice: string, count: number): Ranking {
  if (choice === 'none') return { kind: 'rank', picked: [], none: true };
  if (choice === 'restart') return { kind: 'rank', picked: [], none: false };
  if (choice === 'undo') return { kind: 'rank', picked: content.picked.slice(0, -1), none: false };
  const place = Number(choice);
  if (content.none || content.picked.includes(place)) return content;
  const picked = [...content.picked, place];
  const left = Array.from({ length: count }, (_, index) => index).filter((index) => !picked.includes(index));
  return { kind: 'rank', picked: left.length === 1 ? [...picked, ...left] : picked, none: false };
}

/** What somebody enters into a form: what the form is sent with, and what that changes. */
export type Filling = { values: FormValues; change: Change };

/** Fills the form of a labelling task, by what stands on it. */
export function fillLabels(fields: readonly Field[], task: TaskOnTheWire, luck: Chance): Filling {
  const labels = task.labels ?? [];
  const named = (text: string) => labels.find(({ display_text }) => display_text === text);
  const filled = fields.map((field) => {
    if (field.customId.startsWith('either-')) return fillPair(field, task, luck);
    const label =
      named(field.label) ?? labels.find(({ name }) => name === 'spam' && field.label === 'Is it spam?');
    if (!label) {
      const ticked = field.options.filter(() => luck.happens(0.3));
      const boxes = field.options.map((option) => [
        named(option.label)?.name ?? '?',
        ticked.includes(option) ? 1 : 0,
      ]);
      return { field, value: ticked.map(({ value }) => value), given: boxes };
    }
    const open = !field.required && luck.happens(0.3);
    const at = luck.int(0, field.options.length - 1);
    const value = label.widget === 'yes_no' ? (field.options[at]?.value === 'yes' ? 1 : 0) : at / 4;
    return {
      field,
      value: open ? [] : (field.options[at]?.value ?? []),
      given: [[label.name, open ? undefined : value]],
    };
  });
  const given = Object.fromEntries(filled.flatMap((one) => one.given)) as Record<string, number | undefined>;
  return {
    values: Object.fromEntries(filled.map(({ field, value }) => [field.customId, value])),
    change(content) {
      const before = content.kind === 'labels' ? content.values : {};
      const after = Object.entries({ ...before, ...given }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      return { kind: 'labels', values: Object.fromEntries(after) };
    },
  };
}

/** Types a rating, which may be none. */
export function fillRating(fieldId: string, task: TaskOnTheWire, luck: Chance, isSerious: boolean): Filling {
  const { min = 0, max = 0 } = task.scale as { min?: number; max?: number };
  const typed = isSerious || luck.happens(0.8) ? luck.int(min, max) : luck.pick([max + 1, -5]);
  const rating = typed >= min && typed <= max ? typed : null;
  return { values: { [fieldId]: String(typed) }, change: () => ({ kind: 'rate', rating }) };
}

const tails = [
  'and nothing else.',
  'with **Markdown**, `code` and <@1234> in it',
  'والعربية أيضا 🙂',
  '日本語の文も\n\nあります',
  '👩‍👩‍👧‍👦 családi emoji\n```js\nlet x = 1;\n```',
];

/** Writes a text that nobody has written before; not a serious one may be too long or full of blanks. */
export function write(author: number, number: number, luck: Chance, isSerious: boolean): string {
  const text = `${MARK}p${author}n${number} ${luck.pick(['one', 'two', 'three'])} ${luck.pick(['', '', ...tails])}`;
  const long = luck.happens(0.05) ? 'x'.repeat(luck.int(500, isSerious ? 1_500 : 3_000)) : '';
  const blanks = luck.happens(0.1) ? '  \n ' : '';
  return blanks + text + long + blanks;
}
