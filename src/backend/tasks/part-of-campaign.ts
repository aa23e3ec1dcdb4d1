import type { TaskType } from '../../oasst/protocol.ts';
import { mixOf } from '../campaigns/row.ts';
import { weightsIn } from '../campaigns/rules.ts';
import type { CampaignRow } from '../campaigns/tables.ts';
import type { Settings } from '../settings/settings.ts';
import { turnedOff } from '../settings/turned-off.ts';
import { typesWithout } from './choice.ts';

/** What of all kinds of work is handed out in a campaign, and how often each. */
export function choiceIn(settings: Settings, campaign: CampaignRow) {
  const weights = weightsIn(mixOf(campaign), settings.taskWeights);
  return { weights, off: new Set<TaskType>([...turnedOff(settings), ...typesWithout(weights)]) };
}

/** The types that are no part of a campaign. */
export function offTypes(settings: Settings, campaign: CampaignRow): ReadonlySet<TaskType> {
  return choiceIn(settings, campaign).off;
}
