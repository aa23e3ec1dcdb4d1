import type { Logger } from 'pino';
import { type Clock, within } from '../../clock.ts';
import { type AlikeParts, createAlike } from './alike.ts';
import type { Detector } from './detector.ts';
import type { Looked } from './looked.ts';
import type { Warning } from './warning.ts';
import { isWrongLanguage, toDetect } from './wrong-language.ts';

/** Looks at texts for what their words alone do not tell. */
export type Look = {
  /** Somebody begins to write. */
  prepare(): void;
  /**
   * Begins to look at a text, as far as that keeps nobody here busy: its language is told in a thread of its own. What it
   * gives back does the rest, and tells what was found, in a moment: what takes longer, or fails, is left out. Never rejects.
   */
  begin(looked: Looked): () => Promise<Warning[]>;
};

export type LookParts = AlikeParts & {
  /** Undefined where nobody is to tell languages. */
  detector: Detector | undefined;
  clock: Clock;
  log: Logger;
};

/** How long whoever has sent a form is kept waiting for it, well within the time that Discord gives. */
const PATIENCE_MS = 400;

/** A look at texts, by whatever there is to look with. */
export function createLook({ detector, clock, log, ...parts }: LookParts): Look {
  const alike = createAlike(parts);

  async function language({ text, lang }: Looked): Promise<Warning[]> {
    const parts = detector ? toDetect(text) : [];
    if (!detector || parts.length === 0) return [];
    return isWrongLanguage(await detector.detect(parts), lang) ? ['language'] : [];
  }

  async function inTime(work: Promise<Warning[]>): Promise<Warning[]> {
    try {
      return (await within(clock, PATIENCE_MS, work)) ?? [];
    } catch (error) {
      log.warn({ err: error }, 'a text was sent on without a second look');
      return [];
    }
  }

  return {
    prepare: () => detector?.prepare(),
    begin(looked) {
      const told = inTime(language(looked));
      return async () => (await Promise.all([told, inTime(alike(looked))])).flat();
    },
  };
}
