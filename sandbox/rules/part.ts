/** A choice of a select, a radio group or a checkbox group. */
export type Choice = {
  label: string;
  value: string;
  description?: string | null;
  default?: boolean | null;
  emoji?: Emoji | null;
};
export type Emoji = { id?: string | null; name?: string | null; animated?: boolean };

/** Any component, loosely: what remains to be said about it once Discord's schema has accepted it. */
export type Part = {
  type: number;
  id?: number | null;
  custom_id?: string | null;
  label?: string | null;
  description?: string | null;
  style?: number;
  url?: string | null;
  sku_id?: string | null;
  emoji?: Emoji | null;
  disabled?: boolean | null;
  required?: boolean | null;
  content?: string;
  value?: string | null;
  placeholder?: string | null;
  default?: boolean | null;
  min_length?: number | null;
  max_length?: number | null;
  min_values?: number | null;
  max_values?: number | null;
  options?: Choice[] | null;
  components?: Part[];
  component?: Part;
  accessory?: Part;
  items?: { media: { url: string } }[];
  media?: { url: string };
  file?: { url: string };
};

/** The component types, by their names in Discord's documentation. */
export const kind = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radio: 21,
  checkboxes: 22,
  checkbox: 23,
} as const;

export const isSelect = (part: Part) => part.type === kind.stringSelect || (part.type >= 5 && part.type <= 8);

export type Placed = { part: Part; path: (string | number)[] };

/** Every component of a message or form, parents before children, in the order they are read. */
export function walk(parts: Part[], path: (string | number)[] = ['components']): Placed[] {
  return parts.flatMap((part, index) => visit({ part, path: [...path, index] }));
}

function visit(placed: Placed): Placed[] {
  const { part, path } = placed;
  return [
    placed,
    ...walk(part.components ?? [], [...path, 'components']),
    ...(part.component ? visit({ part: part.component, path: [...path, 'component'] }) : []),
    ...(part.accessory ? visit({ part: part.accessory, path: [...path, 'accessory'] }) : []),
  ];
}

/** The component with a custom id, if there is one. */
export function findPart(parts: Part[], customId: string): Part | undefined {
  return walk(parts).find(({ part }) => part.custom_id === customId)?.part;
}
