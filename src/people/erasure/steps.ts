import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { whose } from '../../oasst/discord-user.ts';
import { mayNot } from '../../oasst/errors.ts';
import type { Erasure } from '../../store/erasures.ts';
import type { ErasureStep } from '../../store/erasures-table.ts';
import { forgetPerson } from '../../store/own-rows.ts';
import { type AtBackend, forgetAtBackend, textsAtBackend } from './at-backend.ts';
import { removeCopies } from './copies.ts';
import type { ErasureParts, Forgotten } from './parts.ts';

/** How soon to look again whether a call that is under way has arrived, or a post has been found. */
const SOON_MS = 1_000;

/** A step that is done: what to note, and what the backend could do. */
export type Done = {
  change: { step: ErasureStep; texts?: string | null; person_id?: null };
  backend?: AtBackend;
};
/** A step that has to wait for something. */
export type Later = { waitMs: number };

type StepParts = ErasureParts & {
  clock: Pick<Clock, 'now'>;
  forgetInFiles(forgotten: Forgotten): Promise<void>;
};

type Step = (parts: StepParts, erasure: Erasure) => Promise<Done | Later>;

/** What is done in each step; all may be done twice, and each may be cut short anywhere. */
export const steps: Record<Exclude<ErasureStep, 'scrub'>, Step> = {
  async own({ db, forgetSessions, clock }, erasure) {
    const { personId, mode } = whoOf(erasure);
    const wish = { forgetSessions, delivered: mode === 'unlink', now: clock.now() };
    const gone = await forgetPerson(db, personId, wish);
    return gone ? { change: { step: 'backend' } } : { waitMs: SOON_MS };
  },

  async backend({ db, oasst }, erasure) {
    const { personId, mode, texts } = whoOf(erasure);
    const user = whose({ id: personId });
    const known = mode === 'erase' ? [...new Set([...texts, ...(await knownTexts(oasst, user))])] : [];
    // kept before they are gone there: after a crash nobody could say any more what to look for
    await db
      .updateTable('erasures')
      .set({ texts: JSON.stringify(known) })
      .where('id', '=', erasure.id)
      .execute();
    const backend = await forgetAtBackend(oasst, user, mode);
    return { change: { step: 'copies', texts: JSON.stringify(known) }, backend };
  },

  async copies(parts, erasure) {
    const clean = await removeCopies(parts, whoOf(erasure), parts.clock.now());
    return clean ? { change: { step: 'files' } } : { waitMs: SOON_MS };
  },

  async files({ forgetInFiles }, erasure) {
    await forgetInFiles(whoOf(erasure));
    return { change: { step: 'scrub', person_id: null, texts: null } };
  },
};

/** The same at once, in a database that nobody else uses, such as a backup. */
export async function forgetThere(parts: ErasureParts, { personId, mode, texts }: Forgotten, now: number) {
  const { db, oasst, forgetSessions } = parts;
  const user = whose({ id: personId });
  await forgetPerson(db, personId, { forgetSessions, delivered: false, now: Number.MAX_SAFE_INTEGER });
  const all = [...new Set([...texts, ...(mode === 'erase' ? await textsAtBackend(oasst, user) : [])])];
  await forgetAtBackend(oasst, user, mode);
  await removeCopies(parts, { personId, mode, texts: all }, now);
}

/** A key that may not erase may not read either: then there is nothing to look for. */
async function knownTexts(...asked: Parameters<typeof textsAtBackend>): Promise<string[]> {
  return await textsAtBackend(...asked).catch((error) => {
    if (mayNot(error)) return [];
    throw error;
  });
}

const Texts = z.array(z.string());

function whoOf({ person_id, mode, texts }: Erasure): Forgotten {
  if (person_id === null) throw new TypeError('The erasure has forgotten whom it is about');
  return { personId: person_id, mode, texts: Texts.parse(JSON.parse(texts ?? '[]')) };
}
