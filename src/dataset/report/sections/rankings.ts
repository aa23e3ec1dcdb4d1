import { estimate, number, table } from '../markdown.ts';
import type { RankingFigures } from '../subjects/rankings.ts';
import { kindNames, paragraphs, type Section } from './section.ts';

export const rankings: Section = {
  heading: 'Rankings, and how fragile they are',
  pictures: { 'fragility.png': 'How many people decide who wins' },
  text: ({ rankings: all }) =>
    all.length === 0
      ? ''
      : paragraphs(
          'A set is the replies to one message. Kendall’s τ is of every two people who ranked the same set: 1 is the same order, 0 what ' +
            'chance makes, −1 the opposite. Kemeny’s distance is the number of pairs that a person put the other way round than the final ' +
            'order (ranked pairs) has them. Means over sets, with the bootstrap’s intervals of 95 %.',
          table(
            [
              '',
              'sets',
              'of several people',
              'rankings',
              'none usable',
              'Kendall’s τ',
              'Kemeny’s distance',
              'share of pairs',
            ],
            all.map((of) => [
              kindNames[of.kind],
              ...[of.sets, of.sets_of_several, of.ballots].map(number),
              estimate(of.not_rankable, 'percent'),
              estimate(of.tau),
              estimate(of.kemeny_distance),
              estimate(of.kemeny_share, 'percent'),
            ]),
          ),
          'How many people’s rankings have to be taken out, at the least, so that another reply wins (never: it wins whoever is left):',
          table(['', 'people', 'sets'], all.flatMap(fragilityRows), 2),
          ...all.map(
            ({ kind, fragility: { one_person } }) =>
              `One person decides who wins in ${estimate(one_person, 'percent')} of the sets of ${kindNames[kind]}.`,
          ),
        ),
};

function fragilityRows({ kind, fragility: { by_people, more_than, nobody } }: RankingFigures): string[][] {
  const rows = [
    ...by_people.map(({ people, sets }) => [number(people), number(sets)]),
    ...more_than.map(({ people, sets }) => [`more than ${number(people)}`, number(sets)]),
    ...(nobody > 0 ? [['never', number(nobody)]] : []),
  ];
  return rows.map((cells) => [kindNames[kind], ...cells]);
}
