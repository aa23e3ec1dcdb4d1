import type { PersonView } from '../view.ts';

const COLOURS = ['#5865f2', '#3ba55c', '#faa61a', '#eb459e', '#ed4245', '#0d9aa8', '#8f6cd9', '#c96442'];

const ROBOT =
  '<rect x="9" y="13" width="22" height="17" rx="6" fill="#fff"/><circle cx="15.5" cy="21" r="2.6" fill="COLOUR"/>' +
  '<circle cx="24.5" cy="21" r="2.6" fill="COLOUR"/><path d="M20 13V8" stroke="#fff" stroke-width="2.4"/>' +
  '<circle cx="20" cy="7.5" r="2.4" fill="#fff"/>';

/** A picture for somebody without one: their first letter on a colour of their own, or a robot's face. */
export function avatar({ id, name, bot }: Pick<PersonView, 'id' | 'name' | 'bot'>): string {
  const colour = bot ? '#5865f2' : colourOf(id);
  const letter = [...name.trim()][0]?.toLocaleUpperCase() ?? '?';
  const face = bot
    ? ROBOT.replaceAll('COLOUR', colour)
    : `<text x="20" y="27" font-family="sans-serif" font-size="19" font-weight="600" fill="#fff" text-anchor="middle">${escaped(letter)}</text>`;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/>${face}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}

function colourOf(id: string): string {
  let sum = 7;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return COLOURS[sum % COLOURS.length] ?? '#5865f2';
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.codePointAt(0)};`);
}
