import { messageProblems } from '../../sandbox/rules/check.ts';
import { modalProblems } from '../../sandbox/rules/modal.ts';
import { readable } from '../../sandbox/rules/problem.ts';
import { messageLimits } from '../../src/discord/limits/limits.ts';
import { stripBlanks } from '../../src/text.ts';

/**
 * Everything for which Discord would refuse a whole message or a modal in API shape, one line each and beginning with the
 * place; empty when it is valid. Besides the sandbox's rules, which are Discord's, there are some of our own: a distance
 * from the bytes at which Discord fails, nothing invisible where there must be something to see, nothing ill-formed, and
 * no components in modals that are out of date.
 */
export function fits(payload: object): string[] {
  const refused = 'title' in payload ? modalProblems(payload) : messageProblems(payload);
  return [...readable(refused).split('\n').filter(Boolean), ...ownProblems(payload)];
}

function ownProblems(payload: object): string[] {
  const texts = textsIn(payload);
  const bytes = texts.filter(isCounted).reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return [
    ...texts.flatMap(({ place, key, text }) => [
      ...(text.isWellFormed() ? [] : [`${place}: a lone surrogate`]),
      ...(text.includes('\0') ? [`${place}: a NUL`] : []),
      ...(mustShow.has(key) && isBlank(text) ? [`${place}: nothing to see`] : []),
    ]),
    ...('title' in payload ? oldRows(payload) : []),
    ...(!('title' in payload) && bytes > messageLimits.bytes ? [tooMany(bytes)] : []),
  ];
}

/** Keys of texts in which there must be something to see. What a person has typed is in `value`, and may be anything. */
const mustShow = new Set(['title', 'description', 'name', 'text', 'label']);

/** Whether a text counts towards the bytes of a message; labels of buttons and the like do not. */
function isCounted({ place, key }: Text): boolean {
  return key === 'content' || (place.startsWith('embeds.') && !key.endsWith('url'));
}

function tooMany(bytes: number): string {
  return `body: ${bytes} bytes of text, at most ${messageLimits.bytes}`;
}

function isBlank(text: string): boolean {
  return stripBlanks(text).trim() === '';
}

type Text = { place: string; key: string; text: string };

function textsIn(value: unknown, place = '', key = ''): Text[] {
  if (typeof value === 'string') return [{ place, key, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    textsIn(inner, place === '' ? name : `${place}.${name}`, Array.isArray(value) ? key : name),
  );
}

function oldRows(modal: object): string[] {
  const { components = [] } = modal as { components?: readonly { type?: number }[] }; // every field is looked at as it is
  return components.flatMap(({ type }, index) =>
    type === 1 ? [`components.${index}: out of date, use a label`] : [],
  );
}
