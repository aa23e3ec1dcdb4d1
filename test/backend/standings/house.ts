import { Registry } from 'prom-client';
import { knownClients } from '../../../src/backend/clients.ts';
import type { Backend, Db } from '../../../src/backend/context.ts';
import { createFirstPlaces } from '../../../src/backend/first-places.ts';
import { keepHouse } from '../../../src/backend/jobs/house.ts';
import type { Pace } from '../../../src/backend/jobs/pace.ts';
import { createLimiter } from '../../../src/backend/limiter.ts';
import { defaults } from '../../../src/backend/settings.ts';
import { testClock } from '../../support/clock.ts';
import { seededRandom } from '../support/backend.ts';
import { seededIds } from '../support/standalone.ts';
import { addCommunity } from './community.ts';

/** A house over a community, whose pace is the test's. */
export async function houseOver(db: Db, turn: Pace, people = 600) {
  const clock = testClock();
  await addCommunity(db, { people, now: clock.now(), seed: 3 });
  const logged: object[] = [];
  const backend: Backend = {
    db,
    now: clock.now,
    random: () => 0.5,
    newId: seededIds(seededRandom(4)),
    settings: defaults,
    clients: knownClients([]),
    limiter: createLimiter(clock.now),
    firstPlaces: createFirstPlaces(clock.now),
    metrics: new Registry(),
    log: { error: (details) => logged.push(details) },
  };
  return { clock, logged, backend, house: keepHouse(backend, clock, turn) };
}
