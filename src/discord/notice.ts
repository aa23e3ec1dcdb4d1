import { colours } from './colours.ts';
import { type Button, rows, type View } from './view.ts';

/** A few sentences, and what can be done next. */
export function notice(text: string, buttons: readonly Button[] = [], title?: string): View {
  return {
    embeds: [{ ...(title ? { title } : {}), description: text, color: colours.neutral }],
    components: rows(buttons),
  };
}

/** A message with lines of news above it, each in an embed of its own. */
export function withNotes(view: View, notes: readonly string[]): View {
  return { ...view, embeds: [...notes.flatMap((note) => notice(note).embeds), ...view.embeds] };
}
