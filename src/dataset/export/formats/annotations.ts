import { compareIds } from '../../compare-ids.ts';
import { pseudonyms } from '../../pseudonyms.ts';
import { AnnotationLine } from '../../schemas/annotation.ts';
import { labelJudgements } from '../opinions/label-judgements.ts';
import type { StoredSummary } from '../summaries/pages.ts';
import { type Format, ofTrees } from './format.ts';
import { storyBatches } from './from-stories.ts';
import { treeBatches } from './from-trees.ts';
import { annotationsOf, type Renaming } from './judgements.ts';

export const annotations: Format = {
  line: AnnotationLine,
  says: [
    'every judgement, one value a line, under pseudonyms that are new with every',
    'export unless --key is given',
  ],
  of: 'trees',
  options: [...ofTrees, 'key'],
  usual: { synthetic: 'yes', unaccepted: 'yes' }, // judgements are about what was refused as well
  async *batches(context) {
    const { db, people, names, shape } = context;
    const hidden = pseudonyms(shape.key);
    yield* treeBatches(context, {
      wanted: { labels: false, emojis: false, events: true, ballots: false },
      none: 'unjudged',
      async page(trees) {
        const ids = trees.map(({ tree }) => tree.id);
        const labels = await labelJudgements(db, ids, people);
        return (chosen) => sorted(annotationsOf(chosen, labels, { names, hidden }));
      },
    });
    yield* storyBatches(context, ({ summaries }) =>
      sorted(summaries.flatMap((summary) => ratingsOf(summary, { names, hidden }))),
    );
  },
};

function ratingsOf({ row, name, ratings }: StoredSummary, { names, hidden }: Renaming): AnnotationLine[] {
  return ratings.map(({ user, rating }) => ({
    judgement_id: hidden.judgement('rating', row.id, user),
    annotator: hidden.annotator(user),
    kind: 'rating',
    item_id: names.summary(name),
    message_tree_id: null,
    parent_id: null,
    lang: row.lang,
    name: null,
    value: rating,
    not_rankable: null,
  }));
}

/** By pseudonym, so that the order tells nothing of who it was or when. */
function sorted(lines: readonly AnnotationLine[]): AnnotationLine[] {
  const key = ({ item_id, kind, judgement_id, name }: AnnotationLine) =>
    JSON.stringify([kind, judgement_id, item_id, name]);
  return lines.toSorted((a, b) => compareIds(key(a), key(b)));
}
