import type { Person } from './plan.ts';

/** Who is at work, and which languages have had nothing to do. */
export type Rota = {
  /** Whether somebody may look for work in a language: not for a moment after nothing was found there. */
  isAwake(lang: string): boolean;
  /** Somebody who speaks it and is not at work; undefined when all are. */
  enter(lang: string): string | undefined;
  /** Says how much somebody did; true when nobody has found anything in the language for so long that nothing will come. */
  leave(lang: string, person: string, done: number): boolean;
};

type Room = {
  speakers: string[];
  newcomers: string[];
  present: number;
  wakesAt: number;
  emptySince: number | undefined;
};

const NEWCOMERS = 0.5; // of the visits, as long as somebody has not been there
const KEENNESS = 3; // how much more often a few come than most, an assumption
const TRIES = 8;
const REST_MS = 100;

/** Nobody is at work. `patienceMs` is for how long nothing must be found; `now` is in milliseconds. */
export function createRota(
  people: readonly Person[],
  { random, now, patienceMs }: { random: () => number; now: () => number; patienceMs: number },
): Rota {
  const rooms = new Map<string, Room>();
  const busy = new Set<string>();
  for (const { id, langs } of people) for (const lang of langs) room(lang).speakers.push(id);
  for (const each of rooms.values()) each.newcomers = each.speakers.toReversed();

  function room(lang: string): Room {
    const known = rooms.get(lang);
    if (known) return known;
    const fresh = { speakers: [], newcomers: [], present: 0, wakesAt: 0, emptySince: undefined };
    rooms.set(lang, fresh);
    return fresh;
  }

  /** Somebody who has not been there, or somebody who has; a few are drawn much more often than the others. */
  function candidate({ speakers, newcomers }: Room) {
    const first = random() < NEWCOMERS ? newcomers.pop() : undefined;
    return first ?? speakers[Math.floor(random() ** KEENNESS * speakers.length)];
  }

  return {
    isAwake: (lang) => room(lang).wakesAt <= now(),
    enter(lang) {
      const here = room(lang);
      for (let tries = 0; tries < TRIES; tries += 1) {
        const person = candidate(here);
        if (person === undefined || busy.has(person)) continue;
        busy.add(person);
        here.present += 1;
        return person;
      }
      return undefined;
    },
    leave(lang, person, done) {
      const here = room(lang);
      busy.delete(person);
      here.present -= 1;
      if (done > 0) {
        here.emptySince = undefined;
        return false;
      }
      here.emptySince ??= now();
      here.wakesAt = now() + REST_MS;
      const isStuck = here.present === 0 && now() - here.emptySince >= patienceMs;
      if (isStuck) here.emptySince = undefined;
      return isStuck;
    },
  };
}
