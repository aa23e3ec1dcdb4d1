import { decimal, number, percent, table } from '../markdown.ts';
import { paragraphs, type Section } from './section.ts';

export const people: Section = {
  heading: 'Who judges',
  pictures: { 'people.png': 'Gini by language' },
  text: ({ people: all }) =>
    all.length === 0
      ? ''
      : paragraphs(
          'Reviews and rankings by person. Gini’s index is 0 where all give the same number, and near 1 where one person gives all.',
          table(
            ['language', 'people', 'judgements', 'Gini', 'by the five who give most'],
            all.map((of) => [
              of.lang ?? 'all',
              number(of.people),
              number(of.judgements),
              decimal(of.gini),
              percent(of.top_five),
            ]),
          ),
        ),
};
