import type { Person } from '../../../sandbox/driver/person.ts';
import type { Sandbox } from '../../../sandbox/server.ts';
import type { MessageView } from '../../../sandbox/view.ts';
import type { Chance } from '../chance.ts';
import { type Click, isGivenUp, type Moment, type Witness } from '../clicks.ts';
import { keyOf } from '../content.ts';
import type { Instants } from '../instants.ts';
import type { Journal } from '../journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { markOf, TaskMemory } from './memory.ts';
import { saysWaiting, shownOn, sightOf } from './sights.ts';

/** How long a request to wait may stand on the screen, in milliseconds. */
const LONGEST_THINKING_MS = 30_000;

/** What a run and its people share. */
export type Stage = {
  sandbox: Sandbox;
  ledger: Ledger;
  witness: Witness;
  instants: Instants;
  journal: Journal;
  clicks: Click[];
  /** Drafts that were shown as kept and are not there any more, and the like. */
  vanished: { task: string; who: string; what: string }[];
};

/** Somebody who takes part: sees everything that appears, and remembers what they entered and were told. */
export class Contributor {
  readonly name: string;
  readonly person: Person;
  readonly luck: Chance;
  readonly number: number;
  readonly stage: Stage;
  readonly memories = new Map<string, TaskMemory>();
  /** Once it is aborted they wait for nothing any more. */
  hurry: AbortSignal | undefined;
  #read = new Map<string, string>();
  #thinking = new Map<string, { moment: Moment; at: number }>();
  #texts = 0;

  constructor(stage: Stage, number: number, luck: Chance) {
    this.stage = stage;
    this.number = number;
    this.luck = luck;
    this.name = `Person ${number}`;
    this.person = stage.sandbox.person(this.name);
    stage.sandbox.onChange((people) => {
      if (people === 'all' || people.includes(this.person.id)) this.#look();
    });
  }

  /** What they know of a task; undefined for one that was never handed out. */
  memory(task: string): TaskMemory | undefined {
    const known = this.memories.get(task);
    const handed = this.stage.ledger.find(task);
    if (known || !handed) return known;
    const memory = new TaskMemory(handed.task);
    this.memories.set(task, memory);
    return memory;
  }

  /** A number for the next text, never the same twice. */
  nextText(): number {
    this.#texts += 1;
    return this.#texts;
  }

  note(what: string, task?: string): void {
    this.stage.journal.note(this.name, what, task);
  }

  /**
   * Does something the bot is told of, and waits for its first answer or until Discord gives up. False when there was
   * no answer, or when the person cannot do it any more because the message has changed.
   */
  async act(what: string, task: string | undefined, does: () => Promise<unknown>): Promise<boolean> {
    const { sandbox, witness, clicks, journal, instants } = this.stage;
    const moment = witness.now();
    const [began, at] = [sandbox.clock.now(), journal.now()];
    this.note(what, task);
    try {
      const done = does();
      instants.come('clicked');
      await done;
    } catch (error) {
      this.note(`cannot ${what}: ${String(error).split('\n')[0]}`, task);
      return false;
    }
    const answered = !isGivenUp(began, sandbox.clock.now());
    const excuse = answered ? undefined : witness.excuseSince(moment);
    clicks.push({ who: this.name, what, task, at, excuse, answered });
    if (!answered) this.note(`gets no answer to ${what} (${excuse ?? 'NO EXCUSE'})`, task);
    return answered;
  }

  vanish(task: string, what: string): void {
    const isKnown = this.stage.vanished.some((one) => one.task === task && one.what === what);
    if (isKnown) return;
    this.note(`VANISHED: ${what}`, task);
    this.stage.vanished.push({ task, who: this.name, what });
  }

  /** Reads every message that is new or has changed. */
  #look(): void {
    const messages = this.person.messages();
    const ids = new Set(messages.map(({ id }) => id));
    for (const known of [this.#read, this.#thinking]) {
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    }
    for (const message of messages) {
      const words = JSON.stringify([message.content, message.embeds, message.components, message.thinking]);
      if (this.#read.get(message.id) === words) continue;
      this.#read.set(message.id, words);
      this.stage.instants.come('shown');
      this.#wait(message);
      this.#readMessage(message);
    }
  }

  #wait(message: MessageView) {
    if (!message.thinking) this.#thinking.delete(message.id);
    else if (!this.#thinking.has(message.id)) this.#thinkFrom(message.id);
  }

  #thinkFrom(id: string) {
    const { witness, journal, clicks } = this.stage;
    const wait = { moment: witness.now(), at: journal.now() };
    this.#thinking.set(id, wait);
    setTimeout(() => {
      const excuse = witness.excuseSince(wait.moment);
      if (this.#thinking.get(id) !== wait) return;
      const what = 'wait for what the bot is thinking about';
      this.note(`still has to ${what} (${excuse ?? 'NO EXCUSE'})`);
      clicks.push({ who: this.name, what, task: undefined, at: wait.at, excuse, answered: false });
    }, LONGEST_THINKING_MS).unref();
  }

  #readMessage(message: MessageView) {
    this.#readWaiting(message);
    const sight = sightOf(message);
    const memory = sight && this.memory(sight.task);
    if (!memory) return;
    const { what, task, mendable } = sight;
    if (mendable) memory.hear('returned');
    const shown = what === 'active' ? shownOn(message, memory) : undefined;
    if (shown) memory.see(shown);
    if (what === 'returned') {
      memory.hear('returned');
      memory.hear('over'); // without a way to mend it
    } else if (what !== 'active' && what !== 'sure' && what !== 'other') memory.hear(what);
    const entered = shown ? `, ${keyOf(shown).slice(0, 100)}` : '';
    this.note(`sees ${what}${mendable ? ', came back' : ''}${entered}`, task);
  }

  /** In the list of what is under way, a text that waits to be delivered is as good as promised. */
  #readWaiting({ embeds }: MessageView) {
    for (const { description = '' } of embeds) {
      const mark = saysWaiting(description) ? markOf(description) : undefined;
      const memory = mark && [...this.memories.values()].find((one) => one.textIn(mark));
      if (memory) memory.hear('safe');
    }
  }
}
