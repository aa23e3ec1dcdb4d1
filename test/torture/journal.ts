/** One thing that happened; `at` is milliseconds since the run began. */
export type Entry = { at: number; who: string; what: string; task: string | undefined };

/** What happened in a run, in order. */
export type Journal = {
  note(who: string, what: string, task?: string): void;
  /** Milliseconds since the run began. */
  now(): number;
  /** Everything that has to do with a task, and what happened to the bot, Discord and the backend around then. */
  about(task: string): Entry[];
};

const NEAR_MS = 500;

/** Whose doings are everybody's business. */
const everybodys = ['bot', 'discord', 'backend'];

/** A journal that begins now; `keep` gets each entry as it is written. */
export function newJournal(keep: (entry: Entry) => void): Journal {
  const start = performance.now();
  const entries: Entry[] = [];
  const now = () => Math.round(performance.now() - start);
  return {
    now,
    note(who, what, task) {
      const entry = { at: now(), who, what, task };
      entries.push(entry);
      keep(entry);
    },
    about(task) {
      const moments = entries.filter((entry) => entry.task === task).map(({ at }) => at);
      const isNear = ({ at }: Entry) => moments.some((moment) => Math.abs(at - moment) <= NEAR_MS);
      const isEverybodys = ({ who, task: other }: Entry) => other === undefined && everybodys.includes(who);
      return entries.filter((entry) => entry.task === task || (isEverybodys(entry) && isNear(entry)));
    },
  };
}
