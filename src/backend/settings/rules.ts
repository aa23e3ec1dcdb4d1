import { taskTypes } from '../../oasst/protocol.ts';
import type { BackendRules } from '../../oasst/rules.ts';
import type { Settings } from './settings.ts';
import { turnedOff } from './turned-off.ts';

/** What front ends have to know of the settings. */
export function rulesOf(settings: Settings): BackendRules {
  const off = turnedOff(settings);
  return {
    taskValidityMs: settings.taskValidityMs,
    textLimit: settings.textLimit,
    taskRequests: { most: settings.limits.person.most, perMs: settings.limits.person.ms },
    offered: taskTypes.filter((type) => !off.has(type)),
    takesSecondLook: true,
  };
}
