import type { Written } from '../export/account.ts';
import type { LeftOut } from '../export/left-out.ts';
import type { TreeSource } from '../export/tree-pages.ts';
import { FEWEST } from './estimate.ts';
import { seeTrees } from './see-trees.ts';
import { createCounts } from './subjects/counts.ts';
import { createDuplicates } from './subjects/duplicates.ts';
import { createLabels } from './subjects/labels.ts';
import { createLengths } from './subjects/lengths.ts';
import { createPeopleFigures } from './subjects/people.ts';
import { createRankings } from './subjects/rankings.ts';
import { createReports } from './subjects/reports.ts';
import { summaryFigures } from './subjects/summaries.ts';
import { createWarnings } from './subjects/warnings.ts';
import { workFigures } from './subjects/work.ts';

/** All that a report says, as its JSON has it. A null stands where there is too little to say anything. */
export type ReportFigures = Awaited<ReturnType<typeof reportFigures>>;

/**
 * Works out the report of the chosen part of a collection. The same data give the same figures. Memory grows with the ids
 * of the trees, the people and their ballots on prompts, not with what was written.
 */
export async function reportFigures(
  source: TreeSource & { leftOutSummaries: LeftOut },
  note: (seen: Pick<Written, 'trees' | 'messages'>) => void,
) {
  const subjects = {
    counts: createCounts(),
    lengths: createLengths(),
    labels: createLabels(),
    rankings: createRankings(),
    people: createPeopleFigures(),
    duplicates: createDuplicates(),
    reports: createReports(),
    warnings: createWarnings(),
  };
  try {
    const seen = { trees: 0, messages: 0 };
    for await (const tree of seeTrees(source)) {
      for (const subject of Object.values(subjects)) subject.see(tree);
      seen.trees += 1;
      seen.messages += tree.messages.length;
      note(seen);
    }
    return {
      version: 1,
      least: FEWEST,
      counts: subjects.counts.figures(),
      lengths: subjects.lengths.figures(),
      labels: subjects.labels.figures(),
      rankings: subjects.rankings.figures(),
      summaries: await summaryFigures({ ...source, leftOut: source.leftOutSummaries }),
      people: subjects.people.figures(),
      work: await workFigures(source.db, source.choice),
      warnings: subjects.warnings.figures(),
      reports: subjects.reports.figures(),
      duplicates: subjects.duplicates.figures(),
    };
  } finally {
    subjects.duplicates.close();
  }
}
