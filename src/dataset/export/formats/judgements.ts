import type { Naming } from '../../names.ts';
import type { Pseudonyms } from '../../pseudonyms.ts';
import type { RankingEvent } from '../../record.ts';
import type { AnnotationLine } from '../../schemas/annotation.ts';
import type { ToWrite } from '../message-columns.ts';
import type { LabelJudgement } from '../opinions/label-judgements.ts';
import { byNames } from './conversation.ts';
import type { ChosenTree } from './from-trees.ts';

/** What things are called in the files, and what people and judgements are called instead. */
export type Renaming = { names: Naming; hidden: Pseudonyms };
type Value = Pick<AnnotationLine, 'kind' | 'name' | 'value'> & {
  judgement: readonly string[];
  user: string | null | undefined;
};

const kinds = { review: 'review', free: 'free_labels', report: 'report' } as const;

/** Every value that somebody gave to a message of a tree. */
export function annotationsOf(
  { tree, messages }: ChosenTree,
  labels: ReadonlyMap<string, readonly LabelJudgement[]>,
  { names, hidden }: Renaming,
): AnnotationLine[] {
  const byName = byNames(messages);
  return messages.flatMap((toWrite) => {
    const values = [
      ...(labels.get(toWrite.message.id) ?? []).flatMap(labelValues),
      ...eventValues(toWrite),
    ].map((value) => line(toWrite, value));
    const rankings = toWrite.opinions.events?.ranking ?? [];
    return [...values, ...rankings.flatMap((event) => places(toWrite, event))];
  });

  function line({ message }: ToWrite, { judgement, user, kind, name, value }: Value): AnnotationLine {
    return {
      judgement_id: hidden.judgement(...judgement),
      annotator: user ? hidden.annotator(user) : null,
      kind,
      item_id: names.message(message.name),
      message_tree_id: names.message_tree(tree.name),
      parent_id: null,
      lang: message.lang,
      name,
      value,
      not_rankable: null,
    };
  }

  /** Of a ranking of replies the place of each; of a ranking of prompts this one's, the others' stand with theirs. */
  function places(toWrite: ToWrite, event: RankingEvent): AnnotationLine[] {
    const { ranked_message_ids: ids, user_id: user, ranking_parent_id: parent } = event;
    const judgement = ['ranking', user ?? '', parent ?? '', ...ids];
    return placesOf(event).flatMap(({ name, value }) => {
      const item = parent || name === toWrite.message.name ? byName.get(name) : undefined;
      if (!item) return [];
      const found = line(item, { judgement, user, kind: 'ranking', name: null, value });
      return [
        {
          ...found,
          parent_id: parent ? names.message(parent) : null,
          not_rankable: event.not_rankable ?? false,
        },
      ];
    });
  }
}

/** The place of each, 0 the best; what was shown as one, because its texts are the same, shares one. */
function placesOf({ ranked_message_ids: ids, ranking }: RankingEvent): { name: string; value: number }[] {
  let value = -1;
  return ids.map((name, at) => {
    if (at === 0 || ranking[at] === undefined || ranking[at] !== ranking[at - 1]) value += 1;
    return { name, value };
  });
}

function labelValues({ id, kind, user, labels }: LabelJudgement): Value[] {
  const given = Object.entries(labels);
  const all = given.length > 0 ? given : [[null, null] as const]; // a report in words alone
  return all.map(([name, value]) => ({ judgement: ['labels', id], user, kind: kinds[kind], name, value }));
}

function eventValues({ message: { name: item }, opinions: { events } }: ToWrite): Value[] {
  const { emoji = [], rating = [], report = [], score = [] } = events ?? {};
  const of = (user: string | null | undefined, ...parts: readonly string[]) => [...parts, item, user ?? ''];
  return [
    ...emoji.map(
      ({ user_id, emoji: name }): Value => ({
        judgement: of(user_id, 'emoji', name),
        user: user_id,
        kind: 'emoji',
        name,
        value: 1,
      }),
    ),
    ...rating.map(
      ({ user_id, rating: value }): Value => ({
        judgement: of(user_id, 'rating', value),
        user: user_id,
        kind: 'rating',
        name: null,
        value: numberIn(value),
      }),
    ),
    ...report.map(
      ({ user_id, report_type }): Value => ({
        judgement: of(user_id, 'report', report_type ?? ''),
        user: user_id,
        kind: 'report',
        name: report_type ?? null,
        value: null,
      }),
    ),
    ...score.map(
      ({ user_id, score: value }): Value => ({
        judgement: of(user_id, 'score', String(value)),
        user: user_id,
        kind: 'score',
        name: null,
        value,
      }),
    ),
  ];
}

function numberIn(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}
