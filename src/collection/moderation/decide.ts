import type { Actor } from '../../discord/interaction.ts';
import { UserError } from '../../locales/user-error.ts';
import { userOf } from '../../oasst/discord-user.ts';
import type { Wish } from '../../oasst/moderation.ts';
import { liftBan } from '../../store/bans.ts';
import { type Case, decide, findCase, reopen } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';
import { authorshipOf, canBeDisabled } from './authorship.ts';
import type { Choice } from './case-view.ts';
import { oneDecides } from './one-decides.ts';
import { perform } from './perform.ts';
import { factsOf, showCase } from './show-case.ts';
import { withoutReason, withReason } from './with-reason.ts';

/**
 * Has the backend do what a moderator has decided about a case, writes it down and shows it wherever the case is shown,
 * but for the card (`besides`) that the reply changes.
 * @throws UserError when somebody was quicker, or nobody knows the author; OasstError as the client does
 */
export async function carryOut(
  parts: Desk,
  known: Case,
  choice: Choice,
  actor: Actor,
  { reason = '', text = '', besides }: { reason?: string; text?: string; besides?: string | undefined } = {},
): Promise<void> {
  const { db, clock } = parts;
  await oneDecides(parts, known, async () => {
    const { wish, bans } = await wishOf(parts, known, choice, text);
    const carry = () => perform(parts, actor, wish, { reason });
    const ban = { personId: bans ?? '', reason, by: actor.id };
    const act = bans === undefined ? await carry() : await withReason(parts, ban, carry);
    const decision = { decision: choice, by: actor.id, actId: act?.id };
    if (!(await decide(db, known, decision, clock.now()))) throw new UserError('case.changed');
  });
  await showAgain(parts, known.id, besides);
}

/** Takes the last decision back. @throws as `carryOut` does */
export async function takeBack(parts: Desk, known: Case, actor: Actor, besides?: string): Promise<void> {
  const { db, clock } = parts;
  if (known.decision === null) throw new UserError('case.changed');
  await oneDecides(parts, known, async () => {
    if (known.act_id !== null) await undoneBy(parts, actor, known.act_id);
    else await perform(parts, actor, await opposite(parts, known));
    if (known.decision === 'disable' && known.act_id === null) {
      const author = (await factsOf(parts, known.message_id))?.author;
      if (author) await liftBan(db, author.id, clock.now());
    }
    if (!(await reopen(db, known, actor.id))) throw new UserError('case.changed');
  });
  await showAgain(parts, known.id, besides);
}

async function undoneBy(parts: Desk, actor: Actor, actId: string): Promise<void> {
  const { moderation } = parts.oasst;
  const act = await moderation.undo(userOf(actor), actId);
  if (act.user_id !== null) await withoutReason(parts, act, await moderation.person(act.user_id));
}

/** The message may lag behind what is decided: a round later it does not. */
async function showAgain(parts: Desk, id: string, besides: string | undefined): Promise<void> {
  const now = await findCase(parts.db, id);
  if (now)
    await showCase(parts, now, besides).catch((error) =>
      parts.log.info({ err: error }, 'a case is shown later'),
    );
}

/** What the backend is to do, and the Discord id of whom that keeps out. */
async function wishOf(
  parts: Desk,
  { message_id }: Case,
  choice: Choice,
  text: string,
): Promise<{ wish: Wish; bans?: string }> {
  if (choice === 'edit') return { wish: { act: 'edit', message_id, text } };
  if (choice !== 'disable') return { wish: { act: choice, message_id } };
  const author = (await factsOf(parts, message_id))?.author;
  const authorship = authorshipOf(author);
  if (!author || !canBeDisabled(authorship)) {
    const unnamed = canBeDisabled(authorship) ? 'untold' : authorship;
    throw new UserError(`case.disable_${unnamed}`);
  }
  return {
    wish: { act: 'disable', user_id: author.user_id },
    ...(authorship === 'member' ? { bans: author.id } : {}),
  };
}

/** What takes a decision back where the backend keeps no trail. */
async function opposite(parts: Desk, { decision, message_id }: Case): Promise<Wish> {
  if (decision === 'delete') return { act: 'undelete', message_id };
  if (decision === 'undelete') return { act: 'delete', message_id };
  if (decision === 'start') return { act: 'stop', message_id };
  if (decision === 'edit') throw new UserError('case.no_trail');
  if (decision === 'stop' || decision === 'abort') return { act: 'start', message_id };
  if (decision === 'keep') return { act: 'keep', message_id }; // a mark that the protocol cannot take away
  const author = (await factsOf(parts, message_id))?.author;
  if (!author) throw new UserError('case.no_author');
  return { act: 'enable', user_id: author.user_id };
}
