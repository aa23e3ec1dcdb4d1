import { z } from 'zod';
import { KnownSettings, SettingsOutcome, SettingsWish, WeighedSettings } from '../../../oasst/settings.ts';
import { actorOf } from '../../trail/actor.ts';
import { choose } from '../../tuning/choose.ts';
import { listSettings } from '../../tuning/list.ts';
import { weigh } from '../../tuning/weigh.ts';
import { PersonSchema } from '../../users/requests.ts';
import type { Api } from '../api/endpoint.ts';

const common = { tag: 'extensions', ours: true, access: 'trusted' } as const;
const Change = SettingsWish.extend({ moderator: PersonSchema, version: z.int().min(0) });

/** Adds the settings that owners change while the backend runs. */
export function addSettingsRoutes({ add, backend }: Api): void {
  add(
    {
      ...common,
      method: 'get',
      path: '/extensions/settings',
      summary: 'The settings that can be changed while the backend runs, and the last changes',
      answer: KnownSettings,
    },
    () => listSettings(backend),
  );

  add(
    {
      ...common,
      method: 'post',
      path: '/extensions/settings/weigh',
      summary:
        'What would follow from other values: what is wrong with them, or what is decided at once. Changes nothing',
      body: SettingsWish,
      answer: WeighedSettings,
    },
    ({ body }) => weigh(backend, body.values),
  );

  add(
    {
      ...common,
      method: 'post',
      path: '/extensions/settings',
      summary: 'Changes settings for all processes, unless somebody changed them since `version`',
      description: 'What is open then is settled anew in the background, in each process.',
      body: Change,
      answer: SettingsOutcome,
    },
    ({ body: { moderator, values, version } }) =>
      choose(backend, { values, version, actor: actorOf(moderator) }),
  );
}
