import type { Chance } from '../chance.ts';
import { type Content, contentOf, keyOf } from '../content.ts';
import type { Journal } from '../journal.ts';
import { makeTask, type TaskOnTheWire } from './tasks.ts';

/**
 * What the backend does with an answer to a task besides what the protocol says:
 * `gone` it has forgotten the task, `refused` it never takes an answer (with this code), `first refused` only not the
 * first one, which its author can mend.
 */
export type Fate = { is: 'normal' | 'gone' | 'first refused' } | { is: 'refused'; code: number };

/** An answer that has come in. `reply` is the HTTP status, `code` the error code of a refusal. */
export type Arrival = {
  at: number;
  /** Which process of the bot sent it. */
  from: number;
  user: string;
  content: Content;
  accepted: boolean;
  code: number | undefined;
  /** Whether the sender can know: `whole` once the answer has gone out undisturbed. */
  told: 'not yet' | 'whole' | 'lost';
  /** When that was decided. */
  toldAt: number | undefined;
};

/** A task that was handed out and everything that became of it. */
export type HandedOut = {
  task: TaskOnTheWire;
  owner: string;
  fate: Fate;
  /** The id it was acked with. */
  ack: string | undefined;
  nacked: boolean;
  arrivals: Arrival[];
};

export type Ledger = {
  tasks: ReadonlyMap<string, HandedOut>;
  /** Things the bot did that no front end may do, in words. */
  faults: { task: string; what: string }[];
  handOut(user: string, type: string): TaskOnTheWire;
  find(taskId: string): HandedOut | undefined;
  /** Acks a task; false when it was acked with another id before. */
  bind(task: HandedOut, messageId: string): boolean;
  /** The task acked with this id. */
  ackedWith(messageId: string): HandedOut | undefined;
  take(task: HandedOut, arrival: Pick<Arrival, 'from' | 'user'>, body: unknown): Arrival;
  /** The text that somebody sent with this id of their own. */
  textWith(userMessageId: string): string | undefined;
  /** From now on nothing but the protocol's own refusals. */
  calm(): void;
};

/** Books of everything that goes out and comes in. It judges nothing: the verdict does. */
export function newLedger(luck: Chance, journal: Journal): Ledger {
  const tasks = new Map<string, HandedOut>();
  const texts = new Map<string, string>();
  const acked = new Map<string, HandedOut>();
  const faults: Ledger['faults'] = [];
  let calm = false;

  function verdictOn(handed: HandedOut, content: Content): number | undefined {
    if (handed.arrivals.some(({ accepted }) => accepted)) {
      // some backends look at the text's id before they look at the task
      return content.kind === 'text' && luck.happens(0.3) ? 1004 : 2105;
    }
    if (handed.fate.is === 'gone') return 2101;
    if (handed.fate.is === 'refused') return handed.fate.code;
    const before = handed.arrivals.map((arrival) => keyOf(arrival.content));
    const again = before.every((key) => key === keyOf(content));
    return handed.fate.is === 'first refused' && again ? 1009 : undefined;
  }

  return {
    tasks,
    faults,
    handOut(user, type) {
      const task = makeTask(type, luck);
      const fate: Fate = calm ? { is: 'normal' } : fateOf(task, luck);
      tasks.set(task.id, { task, owner: user, fate, ack: undefined, nacked: false, arrivals: [] });
      journal.note('backend', `hands out ${task.type} to ${user}, fate ${fate.is}`, task.id);
      return task;
    },
    find: (taskId) => tasks.get(taskId),
    bind(handed, messageId) {
      const { id } = handed.task;
      const other = acked.get(messageId);
      if (other && other !== handed) {
        faults.push({ task: id, what: `acked with the id that task ${other.task.id} was acked with` });
      }
      if (handed.ack !== undefined && handed.ack !== messageId) return false;
      journal.note('backend', `acked with ${messageId}`, id);
      handed.ack = messageId;
      acked.set(messageId, handed);
      return true;
    },
    ackedWith: (messageId) => acked.get(messageId),
    take(handed, { from, user }, body) {
      const content = contentOf(body) ?? { kind: 'text', text: '?' };
      const code = user === handed.owner ? verdictOn(handed, content) : 2106;
      const arrival: Arrival = {
        at: journal.now(),
        from,
        user,
        content,
        accepted: code === undefined,
        code,
        told: 'not yet',
        toldAt: undefined,
      };
      handed.arrivals.push(arrival);
      const own = body as { user_message_id?: unknown; text?: unknown };
      if (arrival.accepted && typeof own.user_message_id === 'string') {
        texts.set(own.user_message_id, String(own.text));
      }
      const { id } = handed.task;
      journal.note(
        'backend',
        `${code ?? 'accepts'} an answer of ${user} from process ${from}: ${keyOf(content)}`,
        id,
      );
      return arrival;
    },
    textWith: (userMessageId) => texts.get(userMessageId),
    calm() {
      calm = true;
    },
  };
}

function fateOf({ type }: TaskOnTheWire, luck: Chance): Fate {
  const roll = luck.int(1, 100);
  if (roll <= 3) return { is: 'gone' };
  if (roll <= 6 && /prompt$|reply$/.test(type) && !type.startsWith('label_'))
    return { is: 'refused', code: 2010 };
  if (roll <= 6 && type.startsWith('label_')) return { is: 'refused', code: 2053 };
  if (roll <= 12 && !/^(rank|label|rate)_/.test(type)) return { is: 'first refused' };
  return { is: 'normal' };
}
