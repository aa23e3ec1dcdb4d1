import type { CommandView } from './commands.ts';
import { type Line, sending } from './line.ts';
import type { Suggestion } from './suggestions.ts';

/** What a key does in the composer; `null` leaves it to the browser. */
export type Meaning =
  | { do: 'step'; by: 1 | -1 }
  | { do: 'take'; suggestion: Suggestion }
  | { do: 'send' | 'clear' | 'take away' }
  | null;

export type Key = { key: string; shiftKey: boolean };

/** Reads a key. `emptyPlace` says whether the field with the cursor is empty. */
export function meaning(
  { key, shiftKey }: Key,
  line: Line,
  { list, commands, emptyPlace }: { list: Suggestion[]; commands: CommandView[]; emptyPlace: boolean },
): Meaning {
  const picked = list[line.active];
  switch (shiftKey ? '' : key) {
    case 'ArrowDown':
      return list.length > 0 ? { do: 'step', by: 1 } : null;
    case 'ArrowUp':
      return list.length > 0 ? { do: 'step', by: -1 } : null;
    case 'Escape':
      return line.draft || list.length > 0 ? { do: 'clear' } : null;
    case 'Tab': {
      const suggestion = picked ?? (line.option === null ? list[0] : undefined);
      return suggestion ? { do: 'take', suggestion } : null;
    }
    case 'Enter': {
      const typedInFull = !line.draft && ['command', 'problem'].includes(sending(line, commands).send);
      return picked && !typedInFull ? { do: 'take', suggestion: picked } : { do: 'send' };
    }
    case 'Backspace':
      return line.draft && emptyPlace ? { do: 'take away' } : null;
    default:
      return null;
  }
}
