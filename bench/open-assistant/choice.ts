import { draw } from '../../src/backend/random.ts';
import type { TaskRequestType } from '../../src/oasst/protocol.ts';
import type { Quota } from './plan.ts';
import { partOf, type Quotas } from './quotas.ts';

/** How many tasks of each type somebody could be given. */
export type Available = Map<TaskRequestType, number>;

const RANKING = 0.15; // how often a ranking is chosen where there is one; nobody counted them, so an assumption

/** Label sets that a reply takes: three, and more where several people are at it at the same time. */
const FOR_A_REPLY = 4;

/**
 * Which of the tasks that are available somebody takes on: each part of what is left as often as there is of it, so that
 * all parts come to their end together; within a part, types by how much of them is open. Label sets are fewer than three for every message, so prompts
 * get only what replies do not need: without theirs, no tree grows. Where
 * nothing else is open any more, that is of no use, and all may be labeled (`isGenerous`). Undefined when nothing is left
 * that is available.
 */
export function choose(
  available: Available,
  quotas: Quotas,
  lang: string,
  random: () => number,
  isGenerous = false,
): TaskRequestType | undefined {
  const open = [...available].filter(([, count]) => count > 0);
  const rankings = open.filter(([type]) => type.startsWith('rank_'));
  const others = open.flatMap(([type, count]) => {
    const part = partOf(type);
    if (!part || quotas.left(lang)[part] === 0) return [];
    return type === 'label_initial_prompt' && !isGenerous && !canSpare(available, quotas.left(lang))
      ? []
      : [{ type, part, count }];
  });
  const [ranking] = rankings;
  if (ranking && (others.length === 0 || random() < RANKING)) return ranking[0];
  const parts = [...Map.groupBy(others, ({ part }) => part)];
  const [, types = []] = draw(parts, ([part]) => quotas.left(lang)[part], random) ?? [];
  return draw(types, ({ count }) => count, random)?.type;
}

function canSpare(available: Available, { labelSets, replies }: Quota) {
  const waiting =
    (available.get('label_assistant_reply') ?? 0) + (available.get('label_prompter_reply') ?? 0);
  return labelSets > FOR_A_REPLY * (replies + waiting);
}
