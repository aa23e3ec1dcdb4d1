import { Registry } from 'prom-client';
import type { Backend } from '../../../src/backend/context.ts';
import type { Db } from '../../../src/backend/db.ts';
import { startScheduler } from '../../../src/backend/jobs/scheduler.ts';
import { knownClients } from '../../../src/backend/keys/clients.ts';
import type { Pace } from '../../../src/backend/pace.ts';
import { liveSettings } from '../../../src/backend/settings/live.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { createFirstPlaces } from '../../../src/backend/standings/first-places.ts';
import { testClock } from '../../support/clock.ts';
import { seededIds, seededRandom } from '../../support/random.ts';
import { addCommunity } from './community.ts';

/** A scheduler over a community, whose pace is the test's. */
export async function scheduledOver(db: Db, turn: Pace, people = 600) {
  const clock = testClock();
  await addCommunity(db, { people, now: clock.now(), seed: 3 });
  const logged: object[] = [];
  const backend: Backend = {
    db,
    now: clock.now,
    random: () => 0.5,
    newId: seededIds(seededRandom(4)),
    settings: defaults,
    live: liveSettings(defaults),
    clients: knownClients([]),
    firstPlaces: createFirstPlaces(clock.now),
    metrics: new Registry(),
    log: { error: (details) => logged.push(details) },
  };
  return { clock, logged, backend, scheduler: startScheduler(backend, clock, turn) };
}
