import { customId, modalId } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { clip } from '../../discord/text/clip.ts';
import { UserError } from '../../locales/user-error.ts';
import { userOf } from '../../oasst/discord-user.ts';
import { type LabelDescription, NACK_REASON_LIMIT } from '../../oasst/protocol.ts';
import { enqueue } from '../../store/outbox.ts';
import { stripBlanks } from '../../text.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { nackOf, ownTask, show } from '../lifecycle.ts';
import { inBackground, type Parts, wordsFor } from '../parts.ts';
import { spend } from '../quota.ts';
import { changeByClick } from '../session/change.ts';
import type { Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import { isReadable } from '../session/session.ts';
import { reportForm, WORDS_LIMIT } from '../show/report-form.ts';
import { type Reportable, reportables } from '../show/reportables.ts';
import { nextOrStop } from '../show/views.ts';
import { taskAction } from './task-action.ts';

/** Reporting a message to the moderators; or a task that has none, by handing it back with a reason. */
export const reporting = [taskAction('report', 'never', open), taskAction('reported', 'update', take)];

async function open(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session } = own;
  const words = wordsFor(parts, interaction.actor);
  if (!isReadable(session) || !isActive(session, parts.clock.now()))
    return await show(parts, own, words, 'update');
  const messages = reportables(session.task, words);
  const id = modalId('reported', interaction.subject, '', parts.nonce());
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: draftOf(kind, own.stored), words, rules: parts.rules };
  const about = kind.texts(scene).at(-1);
  return { as: 'modal', modal: reportForm(id, messages, parts.reportLabels(), words, about) };
}

async function take(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session } = own;
  const words = wordsFor(parts, interaction.actor);
  if (!isReadable(session)) return await show(parts, own, words, 'update');
  const messages = reportables(session.task, words);
  const entered = typeof interaction.fields.words === 'string' ? stripBlanks(interaction.fields.words) : '';
  const text = clip(entered, { units: WORDS_LIMIT }); // the form takes no more, but a client may
  const chosen = Array.isArray(interaction.fields.labels) ? interaction.fields.labels : [];
  const labels = parts.reportLabels().filter(({ name }) => chosen.includes(name));
  if (text === '' && labels.length === 0) {
    throw new UserError('report.empty', { button: words('button.report') });
  }
  if (messages.length === 0) return await reportTask(interaction, parts, own, text);
  const wanted = Array.isArray(interaction.fields.message) ? interaction.fields.message[0] : undefined;
  const message =
    messages.find(({ id }) => id === wanted) ?? (messages.length === 1 ? messages[0] : undefined);
  if (!message) throw new UserError('report.empty', { button: words('button.report') });
  await spend(parts.quotas.reports, interaction.actor, 'problem.reports_limited', words);
  await reportMessage(interaction, parts, message, text, labels);
  return { as: 'message', view: notice(words('report.done')) };
}

async function reportMessage(
  interaction: ActionInteraction,
  parts: Parts,
  message: Reportable,
  text: string,
  labels: readonly LabelDescription[],
) {
  const body = {
    user: userOf(interaction.actor),
    message_id: message.id,
    text,
    labels: Object.fromEntries(labels.map(({ name }) => [name, 1])),
  };
  const queueKey = `report:${interaction.id}`;
  await enqueue(parts.db, { kind: 'report', taskId: interaction.subject, queueKey, body }, parts.clock.now());
  inBackground(parts, 'report', parts.delivery.deliver(queueKey));
}

/** Without a message to put a flag on, the reason goes along with the nack. */
async function reportTask(
  interaction: ActionInteraction,
  parts: Parts,
  own: Underway,
  text: string,
): Promise<Reply> {
  const words = wordsFor(parts, interaction.actor);
  const { taskId, requested } = own.session;
  const now = parts.clock.now();
  if (!isActive(own.session, now)) return await show(parts, own, words, 'update');
  const nack = nackOf(interaction.actor, taskId, clip(text, { units: NACK_REASON_LIMIT }));
  const reported = await parts.db.transaction().execute(async (tx) => {
    const skipped = await changeByClick(tx, taskId, 'skip', interaction.id, now);
    if (skipped) await enqueue(tx, nack, now);
    return skipped;
  });
  if (!reported) return await show(parts, own, words, 'update');
  inBackground(parts, 'report', parts.delivery.deliver(taskId));
  const next = nextOrStop(words, customId('next', taskId, requested));
  return { as: 'update', view: notice(words('report.done_task'), next) };
}
