import { foreign } from '../../discord/text/foreign.ts';
import { holds, type Size, sizeOf } from '../../discord/text/text.ts';
import type { TextKind } from '../../store/own-texts-table.ts';

/** How long each text may be where it is shown: beside it stand texts of ours, and what people wrote themselves. */
export const textLimits: Readonly<Record<TextKind, Size>> = {
  name: { units: 80, bytes: 240 },
  guidelines: { units: 1_500, bytes: 3_000 },
  consent: { units: 2_000, bytes: 3_500 },
  privacy: { units: 2_000, bytes: 3_500 },
};

/** Whether a text is short enough, in the form in which it is shown. */
export function fitsKind(kind: TextKind, text: string): boolean {
  return holds(textLimits[kind], sizeOf(foreign(text)));
}
