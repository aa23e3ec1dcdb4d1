/** The settings of one form, as many as it has room for; switches stand together in one of its places. */
export const groups = {
  trees: ['goalTrees', 'goalTreeSize', 'maxTreeDepth', 'maxChildren', 'maxPrompterReplies'],
  reviews: ['reviewsForPrompt', 'reviewsForReply', 'promptThreshold', 'replyThreshold', 'rankingsNeeded'],
  kinds: ['rankInitialPrompts', 'rankPrompterReplies', 'summaries', 'summariesPerStory', 'ratingsPerSummary'],
  limits: ['maxActiveTrees', 'maxPending', 'limits.person.most', 'redFlagLimit', 'skipLimit'],
  texts: ['textLimit', 'shortestPrompt', 'shortestReply', 'taskValidityMs'],
  spam: [
    'similarity.own',
    'similarity.promptToOthers',
    'similarity.replyToOthers',
    'reviewShare',
    'minAccountAgeDays',
  ],
} as const satisfies Record<string, readonly string[]>;

export type GroupName = keyof typeof groups;
export type FieldName = (typeof groups)[GroupName][number];

export const groupNames = Object.keys(groups) as GroupName[]; // a closed object

/** Whether something names a group of settings. */
export function isGroup(name: string): name is GroupName {
  return Object.hasOwn(groups, name);
}

/** Whether a setting is one that Discord's forms have. */
export function isField(name: string): name is FieldName {
  return Object.values(groups).some((names) => names.some((one) => one === name));
}
