import { controlId } from '../../discord/control-id.ts';
import { clip } from '../../discord/text/clip.ts';
import { stripBlanks } from '../../discord/text/text.ts';
import type { Action, Answer, Turn } from '../../discord/turn.ts';
import { type LabelDescription, NACK_REASON_LIMIT } from '../../oasst/protocol.ts';
import { enqueue } from '../../store/outbox.ts';
import { holdFor, moveSession } from '../../store/sessions.ts';
import { ownSession, show } from '../lifecycle.ts';
import { inBackground, type Parts, userOf } from '../parts.ts';
import { spend } from '../quota.ts';
import { Said } from '../said.ts';
import { isActive } from '../show/ended.ts';
import { nextOrStop, notice } from '../show/views.ts';
import { reportForm } from './report-form.ts';
import { type Reportable, reportables } from './reportables.ts';

/** Reporting a message to the moderators; or a task that has none, by handing it back with a reason. */
export function reporting(parts: Parts): Action[] {
  async function open(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const words = parts.translator.words(turn.visitor.locale);
    if (!isActive(session, parts.clock.now())) return await show(parts, session, words, 'update');
    const messages = reportables(session.task, words);
    const id = controlId('reported', turn.task, '', parts.nonce());
    return { as: 'form', form: reportForm(id, messages, parts.reportLabels(), words) };
  }

  async function take(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const words = parts.translator.words(turn.visitor.locale);
    const messages = reportables(session.task, words);
    const text = typeof turn.fields.words === 'string' ? stripBlanks(turn.fields.words) : '';
    const chosen = Array.isArray(turn.fields.labels) ? turn.fields.labels : [];
    const labels = parts.reportLabels().filter(({ name }) => chosen.includes(name));
    if (text === '' && labels.length === 0) {
      throw new Said('report.empty', { button: words('button.report') });
    }
    if (messages.length === 0) return await reportTask(turn, text);
    const wanted = Array.isArray(turn.fields.message) ? turn.fields.message[0] : undefined;
    const message =
      messages.find(({ id }) => id === wanted) ?? (messages.length === 1 ? messages[0] : undefined);
    if (!message) throw new Said('report.empty', { button: words('button.report') });
    spend(parts.quotas.reports, turn.visitor, 'problem.reports_limited', words);
    await reportMessage(turn, message, text, labels);
    return { as: 'message', view: notice(words('report.done')) };
  }

  async function reportMessage(
    turn: Turn,
    message: Reportable,
    text: string,
    labels: readonly LabelDescription[],
  ) {
    const body = {
      user: userOf(turn.visitor),
      message_id: message.id,
      text,
      labels: Object.fromEntries(labels.map(({ name }) => [name, 1])),
    };
    const lane = `report:${turn.id}`;
    await enqueue(parts.db, { kind: 'report', taskId: turn.task, lane, body }, parts.clock.now());
    inBackground(parts, 'report', parts.delivery.deliver(lane));
  }

  /** Without a message to put a flag on, the reason goes along with the nack. */
  async function reportTask(turn: Turn, text: string): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const words = parts.translator.words(turn.visitor.locale);
    const { taskId, requested } = session;
    const now = parts.clock.now();
    const body = { user: userOf(turn.visitor), reason: clip(text, { units: NACK_REASON_LIMIT }) };
    const reported = await parts.db.transaction().execute(async (tx) => {
      if (!(await holdFor(tx, taskId, turn.id, ['open', 'returned']))) return false;
      await moveSession(tx, taskId, ['open', 'returned'], 'skipping', now);
      await enqueue(tx, { kind: 'nack', taskId, lane: taskId, body }, now);
      return true;
    });
    if (!reported) return await show(parts, session, words, 'update');
    inBackground(parts, 'report', parts.delivery.deliver(taskId));
    const next = nextOrStop(words, controlId('next', taskId, requested));
    return { as: 'update', view: notice(words('report.done_task'), next) };
  }

  return [
    { name: 'report', patience: 'never', run: open },
    { name: 'reported', patience: 'update', run: take },
  ];
}
