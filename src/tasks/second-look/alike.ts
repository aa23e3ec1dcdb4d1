import type { Kysely } from 'kysely';
import { z } from 'zod';
import { isAlike, shapeOf } from '../../min-hash.ts';
import type { AlikeTexts } from '../../oasst/alike.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { whose } from '../../oasst/discord-user.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import type { BackendRules } from '../../oasst/rules.ts';
import type { Schema } from '../../store/schema.ts';
import { sentAnswers } from '../../store/sent-answers.ts';
import type { Looked } from './looked.ts';
import type { Warning } from './warning.ts';

export type AlikeParts = {
  db: Kysely<Schema>;
  oasst: Pick<OasstClient, 'alike'>;
  rules: Pick<BackendRules, 'comparesTexts'>;
};

/** As many of somebody's own texts are looked at where the backend compares none. */
const MOST_OWN = 30;

const roles: Partial<Record<TaskType, 'prompter' | 'assistant'>> = {
  initial_prompt: 'prompter',
  prompter_reply: 'prompter',
  assistant_reply: 'assistant',
};
const Sent = z.object({ text: z.string() });

/**
 * What tells whether a text is nearly the same as an earlier one: of anybody, where the backend may be asked; of its
 * author's own that are still here, where not.
 */
export function createAlike({ db, oasst, rules }: AlikeParts): (looked: Looked) => Promise<Warning[]> {
  return async ({ text, type, personId }) => {
    const shape = shapeOf(text);
    if (!shape) return [];
    const role = roles[type];
    const told = role && rules.comparesTexts && (await oasst.alike.of(whose({ id: personId }), role, text));
    if (told) return findings(told);
    const sent = await sentAnswers(db, personId, { type, most: MOST_OWN });
    const own = sent.flatMap(({ body }) => Sent.safeParse(body).data?.text ?? []);
    return findings({ own: own.some((one) => isAlike(shape, one)), others: false });
  };
}

function findings({ own, others }: AlikeTexts): Warning[] {
  return [...(own ? (['like_own'] as const) : []), ...(others ? (['like_others'] as const) : [])];
}
