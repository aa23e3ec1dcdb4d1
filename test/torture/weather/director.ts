import { setTimeout as pause } from 'node:timers/promises';
import type { Keeper } from '../bot/keeper.ts';
import type { Chance } from '../chance.ts';
import type { Journal } from '../journal.ts';
import type { BackendWeather } from './backend.ts';
import type { DiscordWeather } from './discord.ts';

/** What goes wrong in a spell of time. */
type Spell = {
  name: string;
  kills: boolean;
  backend: 'fair' | 'storm' | 'away';
  calls: boolean;
  gateway: boolean;
};

// what goes wrong alone is judged strictly; together they make the states that nobody thought of
const spells: readonly [Spell, ...Spell[]] = [
  { name: 'everything', kills: true, backend: 'storm', calls: true, gateway: true },
  { name: 'kills and a stormy backend', kills: true, backend: 'storm', calls: false, gateway: false },
  { name: 'kills', kills: true, backend: 'fair', calls: false, gateway: false },
  { name: 'a stormy backend', kills: false, backend: 'storm', calls: false, gateway: false },
  { name: 'no backend', kills: true, backend: 'away', calls: false, gateway: false },
  { name: 'a stormy Discord', kills: false, backend: 'fair', calls: true, gateway: true },
  { name: 'kills and a stormy Discord', kills: true, backend: 'fair', calls: true, gateway: true },
  { name: 'fair weather', kills: false, backend: 'fair', calls: false, gateway: false },
];

export type DirectorParts = {
  keeper: Keeper;
  backend: BackendWeather;
  discord: DiscordWeather;
  luck: Chance;
  journal: Journal;
  over: AbortSignal;
};

/**
 * Makes the weather until it is over, one spell after the other, and leaves it fair. The first is always the worst; none
 * comes again before all others have come.
 */
export async function makeWeather({ keeper, backend, discord, luck, journal, over }: DirectorParts) {
  for (const spell of inTurn(luck)) {
    if (over.aborted) return;
    const end = performance.now() + luck.int(2_000, 8_000);
    const goesOn = () => performance.now() < end && !over.aborted;
    journal.note('bot', `weather: ${spell.name}`);
    backend.set(spell.backend);
    await Promise.all([
      during(goesOn, () => luck.int(50, 1_200), spell.kills ? () => keeper.strike() : undefined),
      during(goesOn, () => luck.int(30, 400), spell.calls ? discord.spoilCall : undefined),
      during(goesOn, () => luck.int(500, 4_000), spell.gateway ? discord.spoilGateway : undefined),
      during(
        goesOn,
        () => 100,
        () => {},
      ),
    ]);
    backend.set('fair');
    discord.clear();
  }
}

function* inTurn(luck: Chance): Generator<Spell, never> {
  yield spells[0];
  let left = spells.slice(1);
  for (;;) {
    const spell = luck.weighted(left, () => 1) ?? spells[0];
    left = left.filter((other) => other !== spell);
    yield spell;
    if (left.length === 0) left = [...spells];
  }
}

/** Does something over and over, with pauses in milliseconds, while it goes on. */
async function during(goesOn: () => boolean, wait: () => number, work: (() => unknown) | undefined) {
  while (work && goesOn()) {
    await pause(wait());
    if (goesOn()) await work();
  }
}
