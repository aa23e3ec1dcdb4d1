import { sql } from 'kysely';
import type { Db } from '../../../backend/db.ts';
import { CLIENT as SAMPLES } from '../../../backend/samples/names.ts';
import { type TaskType, taskTypes } from '../../../oasst/protocol.ts';
import { inCampaigns } from '../../export/campaigns.ts';
import type { ExportFilter } from '../../export/choice.ts';
import { type Estimate, FEWEST, shareOf } from '../estimate.ts';
import { entryOf } from '../seen.ts';
import { quantilesOf, sizeOf } from '../statistics/tally.ts';

/** What people did with tasks of a type. Tasks that ran out unanswered are not kept, so nothing is said of them. */
export type WorkFigures = {
  type: TaskType;
  done: number;
  skipped: number;
  /** The share of skips among both. */
  skip_share: Estimate | null;
  /** From when a task was handed out until its answer came in, in whole seconds, breaks included. Null: too few to say. */
  seconds: { quarter: number; median: number; three_quarters: number; nine_tenths: number } | null;
};

type Filter = Pick<ExportFilter, 'langs' | 'campaigns' | 'since' | 'until' | 'samples'>;

const LEVELS = [0.25, 0.5, 0.75, 0.9];

/** Tasks handed out in the chosen languages and campaigns and between the chosen dates, to people who have neither left nor were disabled. */
export async function workFigures(db: Db, filter: Filter): Promise<WorkFigures[]> {
  const times = new Map<TaskType, Map<number, number>>();
  for (const { type, seconds, count } of await timesOf(db, filter))
    entryOf(times, type, () => new Map<number, number>()).set(Number(seconds), Number(count));
  const skips = new Map((await skipsOf(db, filter)).map(({ type, count }) => [type, Number(count)]));
  return taskTypes.flatMap((type) => {
    const tally = times.get(type) ?? new Map<number, number>();
    const [done, skipped] = [sizeOf(tally), skips.get(type) ?? 0];
    return done + skipped === 0 ? [] : [{ type, done, skipped, ...ratesOf(tally, done, skipped) }];
  });
}

function ratesOf(tally: ReadonlyMap<number, number>, done: number, skipped: number) {
  const [quarter = 0, median = 0, most = 0, nine = 0] = quantilesOf(tally, LEVELS);
  const both = [
    { values: [0], units: done },
    { values: [1], units: skipped },
  ];
  return {
    skip_share: shareOf(both.filter(({ units }) => units > 0)),
    seconds: done < FEWEST ? null : { quarter, median, three_quarters: most, nine_tenths: nine },
  };
}

function timesOf(db: Db, filter: Filter) {
  const seconds = sql<number>`(task.done_at - task.created_at) / 1000`;
  return tasks(db, filter)
    .where('task.done_at', 'is not', null)
    .select((eb) => ['task.type', seconds.as('seconds'), eb.fn.countAll<number>().as('count')])
    .groupBy(['task.type', seconds])
    .execute();
}

function skipsOf(db: Db, filter: Filter) {
  return tasks(db, filter)
    .where('task.done_at', 'is', null)
    .where('task.skipped_at', 'is not', null)
    .select((eb) => ['task.type', eb.fn.countAll<number>().as('count')])
    .groupBy('task.type')
    .execute();
}

function tasks(db: Db, { langs, campaigns, since, until, samples }: Filter) {
  return db
    .selectFrom('backend_tasks as task')
    .innerJoin('backend_users as person', 'person.id', 'task.user_id')
    .where('task.collective', '=', 0)
    .where('task.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('task.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .where('person.enabled', '=', 1)
    .where('person.deleted', '=', 0)
    .where(({ ref }) => inCampaigns(ref('task.campaign_id'), campaigns))
    .$if(!samples, (query) => query.where('person.client', '!=', SAMPLES))
    .$if(langs !== undefined, (query) => query.where('task.lang', 'in', langs ?? []));
}
