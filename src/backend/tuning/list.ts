import { z } from 'zod';
import {
  type HoldsFrom,
  type KnownSettings,
  type MadeChange,
  SettingChange,
  SettingValue,
} from '../../oasst/settings.ts';
import type { Backend } from '../context.ts';
import { wireDate } from '../dates.ts';
import { valueAt } from '../settings/groups.ts';
import { managed } from '../settings/managed.ts';
import { defaults, Settings } from '../settings/settings.ts';

const MOST_CHANGES = 10;

/** Every setting that can be changed while the backend runs, and the last changes. */
export async function listSettings({ db, live }: Pick<Backend, 'db' | 'live'>): Promise<KnownSettings> {
  await live.refresh(db);
  const rows = await db
    .selectFrom('backend_settings')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(MOST_CHANGES)
    .execute();
  const history = rows.map(
    ({ version, actor, created_at, changes }): MadeChange => ({
      version,
      by: actor,
      date: wireDate(created_at),
      changes: z.array(SettingChange).parse(JSON.parse(changes)),
    }),
  );
  const shapeOf = shapes();
  const settings = Object.entries(managed).map(([name, holds]) => describe(live, shapeOf(name), name, holds));
  return { version: live.version(), settings, history };
}

const Shape = z.object({
  type: z.enum(['integer', 'number', 'boolean']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

function describe(
  live: Backend['live'],
  { type, minimum: min, maximum: max }: z.output<typeof Shape>,
  name: string,
  holds: HoldsFrom,
): KnownSettings['settings'][number] {
  const chosen = Object.hasOwn(live.chosen(), name) ? ('chosen' as const) : ('given' as const);
  return {
    name,
    value: numberOrSwitch(live.now(), name),
    standard: numberOrSwitch(defaults, name),
    type,
    min,
    max,
    holds,
    source: live.isFixed(name) ? 'fixed' : chosen,
  };
}

/** The value of a setting that can be changed. */
export function numberOrSwitch(settings: Settings, name: string): SettingValue {
  return SettingValue.parse(valueAt(settings, name));
}

/** What each setting must be, from the schema itself. */
function shapes(): (name: string) => z.output<typeof Shape> {
  const schema = z.toJSONSchema(Settings, { io: 'input' });
  return (name: string) => Shape.parse(valueAt(schema, `properties.${name.replaceAll('.', '.properties.')}`));
}
