import type { TaskType } from '../../oasst/protocol.ts';
import type { Settings } from './settings.ts';

/** The types that `random` does not give under these settings. */
export function turnedOff(
  settings: Pick<Settings, 'rankPrompterReplies' | 'rankInitialPrompts' | 'summaries'>,
): ReadonlySet<TaskType> {
  return new Set<TaskType>([
    ...(settings.rankPrompterReplies ? [] : (['rank_prompter_replies'] as const)),
    ...(settings.rankInitialPrompts ? [] : (['rank_initial_prompts'] as const)),
    ...(settings.summaries ? [] : (['summarize_story', 'rate_summary'] as const)),
  ]);
}
