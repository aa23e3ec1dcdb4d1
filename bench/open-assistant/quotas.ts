import type { TaskRequestType } from '../../src/oasst/protocol.ts';
import type { Quota } from './plan.ts';

export type Part = keyof Quota;

/** What is still to be given, in each language. */
export type Quotas = {
  left(lang: string): Readonly<Quota>;
  /** How much is left in a language, of everything together. */
  sum(lang: string): number;
  /** Languages in which something is left. */
  open(): string[];
  /** Takes one on; false when none is left. */
  take(lang: string, part: Part): boolean;
  giveBack(lang: string, part: Part): void;
  /** Gives what is left in a language to the one that has most left; false when there is no other. */
  move(lang: string): boolean;
  /** Gives up what is left in a language, and tells what that was. */
  drop(lang: string): Quota;
};

const parts: readonly Part[] = ['prompts', 'replies', 'labelSets'];

/** Which part of a volume a task counts as; undefined for rankings, which come as trees grow up. */
export function partOf(type: TaskRequestType): Part | undefined {
  if (type === 'initial_prompt') return 'prompts';
  if (type.endsWith('_reply') && !type.startsWith('label_')) return 'replies';
  return type.startsWith('label_') ? 'labelSets' : undefined;
}

/** Nothing of it given yet. */
export function quotasOf(plan: ReadonlyMap<string, Quota>): Quotas {
  const quotas = new Map([...plan].map(([lang, quota]) => [lang, { ...quota }]));
  const left = (lang: string) => quotas.get(lang) ?? { prompts: 0, replies: 0, labelSets: 0 };
  const sum = (lang: string) => parts.reduce((all, part) => all + left(lang)[part], 0);
  const open = () => [...quotas.keys()].filter((lang) => sum(lang) > 0);
  return {
    left,
    sum,
    open,
    take(lang, part) {
      if (left(lang)[part] === 0) return false;
      left(lang)[part] -= 1;
      return true;
    },
    giveBack(lang, part) {
      left(lang)[part] += 1;
    },
    move(lang) {
      const [to] = open()
        .filter((other) => other !== lang)
        .sort((a, b) => sum(b) - sum(a));
      if (to === undefined) return false;
      for (const part of parts) {
        left(to)[part] += left(lang)[part];
        left(lang)[part] = 0;
      }
      return true;
    },
    drop(lang) {
      const dropped = { ...left(lang) };
      for (const part of parts) left(lang)[part] = 0;
      return dropped;
    },
  };
}
