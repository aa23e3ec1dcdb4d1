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
    minAccountAgeDays: settings.minAccountAgeDays,
    takesSecondLook: true,
    comparesTexts: true,
  };
}

/** The same of settings that change while front ends work with them. */
export function liveRules(now: () => Settings): BackendRules {
  return {
    get taskValidityMs() {
      return rulesOf(now()).taskValidityMs;
    },
    get textLimit() {
      return rulesOf(now()).textLimit;
    },
    get taskRequests() {
      return rulesOf(now()).taskRequests;
    },
    get offered() {
      return rulesOf(now()).offered;
    },
    get minAccountAgeDays() {
      return rulesOf(now()).minAccountAgeDays;
    },
    get takesSecondLook() {
      return rulesOf(now()).takesSecondLook;
    },
    get comparesTexts() {
      return rulesOf(now()).comparesTexts;
    },
  };
}
