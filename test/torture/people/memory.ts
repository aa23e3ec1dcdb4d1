import { blankFor, type Content, isBlank, isComplete, keyOf, takenBack } from '../content.ts';
import { countOf, MARK, type TaskOnTheWire } from '../ledger/tasks.ts';

/** What somebody may have been told about a task of theirs. */
export type News = 'saved' | 'safe' | 'skipped' | 'returned' | 'over';

/**
 * What one person knows of one task of theirs: everything they have entered, in order, what of it the bot has shown
 * back, and what they were told.
 *
 * After something was entered and no answer came, nobody can know whether the bot has it. So each change is laid over
 * everything that may be there, and what the bot shows next tells which it was.
 */
export class TaskMemory {
  readonly task: TaskOnTheWire;
  readonly news = new Set<News>();
  /** The last they were told is that it is saved, or safe until it is. */
  isPromised = false;
  /** They have pressed Submit at least once. */
  wasSubmitted = false;
  /** They pressed something that may have handed the task back, and have not seen since that it did not. */
  mayBeHandedBack = false;
  #entered: { content: Content; key: string }[];
  /** The newest of them that was shown back. */
  #shown = 0;
  /** What had been shown back when the answer may first have been sent, since it last came back. */
  #sentFrom: number | undefined;
  /** They pressed Submit, and have not seen since that it ended nothing. */
  #mayBeSent = false;
  /** How much they had entered when they last pressed something that may have ended the task. */
  #beforeEnding = 0;

  constructor(task: TaskOnTheWire) {
    const blank = blankFor(task.type);
    this.task = task;
    this.#entered = [{ content: blank, key: keyOf(blank) }];
  }

  /** They enter something: a change to whatever is there. */
  enter(change: (content: Content) => Content): void {
    for (const { content } of this.#entered.slice(this.#shown)) {
      const changed = change(content);
      const key = keyOf(changed);
      if (this.place(changed) < this.#shown) this.#entered.push({ content: changed, key });
    }
  }

  /**
   * They see this shown back. What they entered only after they pressed Submit or Skip is kept only by a task that was
   * still open then; and the older click, coming later, does nothing any more.
   */
  see(content: Content): void {
    this.#shown = Math.max(this.#shown, this.place(content));
    const key = keyOf(content);
    if (this.#entered.findIndex((entered) => entered.key === key) < this.#beforeEnding) return;
    this.#mayBeSent = this.mayBeHandedBack = false;
    this.#sentFrom = undefined;
  }

  /** They press Submit. */
  send(): void {
    this.wasSubmitted = true;
    this.#mayBeSent = true;
    this.#sentFrom ??= this.#shown;
    this.#beforeEnding = this.#entered.length;
  }

  /** They press Undo after an answer that went at once: what was said of it before counts no more. */
  takeBack(): void {
    this.enter(takenBack);
    this.news.delete('safe');
    this.isPromised = false;
  }

  /** Whether something they may have entered is an answer that goes out at once. */
  get mayBeComplete(): boolean {
    const count = countOf(this.task);
    return this.#entered.slice(this.#shown).some(({ content }) => isComplete(content, count));
  }

  /** They press something that may hand the task back. */
  handBack(): void {
    this.mayBeHandedBack = true;
    this.#beforeEnding = this.#entered.length;
  }

  /** They are told something. An answer that came back can be sent anew. */
  hear(news: News): void {
    this.news.add(news);
    if (news !== 'skipped') this.isPromised = news === 'saved' || news === 'safe';
    if (news === 'returned') this.#sentFrom = undefined;
  }

  /** The newest place of a content among all they entered; -1 when it is not among them. */
  place(content: Content): number {
    const key = keyOf(content);
    return this.#entered.findLastIndex((entered) => entered.key === key);
  }

  /** The place of the newest content that was shown back. */
  get shown(): number {
    return this.#shown;
  }

  /** Whether something of theirs has been shown back. */
  get isKept(): boolean {
    const newest = this.#entered[this.#shown];
    return newest !== undefined && !isBlank(newest.content);
  }

  /** Whether they were told that it is saved, or safe until it is. */
  get isConfirmed(): boolean {
    return this.news.has('saved') || this.news.has('safe');
  }

  /** Whether they may have sent what was shown back. */
  get mayBeSent(): boolean {
    return this.#mayBeSent;
  }

  /** Whether an answer says what they meant: nothing older than what was shown to them before they sent it. */
  means(content: Content): boolean {
    return this.place(content) >= (this.#sentFrom ?? 0);
  }

  /** The newest text of theirs that can be found in this one. */
  textIn(shown: string): Content | undefined {
    return this.#entered.findLast(({ content }) => {
      const mark = content.kind === 'text' ? markOf(content.text) : undefined;
      return mark !== undefined && new RegExp(`${mark}\\b`).test(shown);
    })?.content;
  }
}

/** The word in a text that no other text has. */
export function markOf(text: string): string | undefined {
  return new RegExp(`${MARK}p\\d+n\\d+`).exec(text)?.[0];
}
