import type { SettingChange, SettingProblem, SettingsOutcome } from '../../oasst/settings.ts';
import type { Backend } from '../context.ts';
import { impossibleIn } from '../settings/impossible.ts';
import type { Chosen, LiveSettings } from '../settings/live.ts';
import { managed } from '../settings/managed.ts';
import type { Settings } from '../settings/settings.ts';
import { record } from '../trail/record.ts';
import { numberOrSwitch } from './list.ts';

/** What other values come to. */
export type Proposal = {
  problems: SettingProblem[];
  /** What is different from now. */
  changes: SettingChange[];
  /** Everything that would be chosen then. */
  chosen: Chosen;
  /** The settings as they would be; undefined with problems. */
  settings: Settings | undefined;
};

/** What would come of these values. One that is as it was given is no choice any more. */
export function propose(live: LiveSettings, values: Chosen): Proposal {
  const all = Object.entries(values);
  const impossible = all.flatMap(([name]): SettingProblem[] => {
    if (!Object.hasOwn(managed, name)) return [{ name, what: 'unknown', rule: '' }];
    return live.isFixed(name) && values[name] !== numberOrSwitch(live.now(), name)
      ? [{ name, what: 'fixed', rule: '' }]
      : [];
  });
  if (impossible.length > 0) return nothing(live, impossible);
  const chosen = Object.fromEntries(
    Object.entries({ ...live.chosen(), ...values }).filter(
      ([name, value]) => value !== numberOrSwitch(live.given, name),
    ),
  );
  const { data: settings, error } = live.with({ ...live.chosen(), ...values });
  if (!settings) {
    const problems = error.issues.map(({ path, message }) => ({
      name: path.join('.'),
      what: 'rule' as const,
      rule: message,
    }));
    return nothing(live, problems);
  }
  const before = new Set(impossibleIn(live.now()).map(({ name }) => name));
  const vain = impossibleIn(settings).filter(({ name }) => !before.has(name) || Object.hasOwn(values, name));
  if (vain.length > 0)
    return nothing(
      live,
      vain.map((one) => ({ ...one, what: 'impossible' as const })),
    );
  const changes = all.flatMap(([name]): SettingChange[] => {
    const [from, to] = [numberOrSwitch(live.now(), name), numberOrSwitch(settings, name)];
    return from === to ? [] : [{ name, from, to }];
  });
  return { problems: [], changes, chosen, settings };
}

function nothing(live: LiveSettings, problems: SettingProblem[]): Proposal {
  return { problems, changes: [], chosen: live.chosen(), settings: undefined };
}

/**
 * Keeps these values for all processes, in the name of somebody, which is written down, unless the settings were changed since `version`. Wanting
 * what is so already is done without a trace, so that saying it twice does no harm.
 */
export async function choose(
  { db, now, newId, live }: Pick<Backend, 'db' | 'now' | 'newId' | 'live'>,
  { values, version, actor }: { values: Chosen; version: number; actor: string },
): Promise<SettingsOutcome> {
  await live.refresh(db);
  const { problems, changes, chosen } = propose(live, values);
  if (problems.length > 0) return { outcome: 'wrong', changes: [] };
  if (changes.length === 0) return { outcome: 'done', changes };
  if (live.version() !== version) return { outcome: 'overtaken', changes: [] };
  const row = { chosen: JSON.stringify(chosen), changes: JSON.stringify(changes), actor, created_at: now() };
  const isFirst = await db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('backend_settings')
      .values({ version: version + 1, ...row })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return false;
    const valuesOf = (side: 'from' | 'to') => Object.fromEntries(changes.map((one) => [one.name, one[side]]));
    const before = { values: valuesOf('from') };
    await record(trx, { newId, now }, { act: 'settings', actor }, before, valuesOf('to'));
    return true;
  });
  if (!isFirst) return { outcome: 'overtaken', changes: [] };
  await live.refresh(db);
  return { outcome: 'done', changes };
}
