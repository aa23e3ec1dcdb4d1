import { countProblems, textProblems } from './fits-text.ts';
import { componentLimits as limits } from './limits.ts';

/** What is wrong with a component's custom id and numeric id, apart from being used twice. */
export function* idProblems(
  place: string,
  { custom_id, id = 0 }: { custom_id: string; id?: number },
): Generator<string> {
  yield* textProblems(`${place}.custom_id`, custom_id, { min: 1, max: limits.customId });
  yield* countProblems(`${place}.id`, id, { max: limits.id });
}
