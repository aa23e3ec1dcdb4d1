import { estimate, number, table } from '../markdown.ts';
import { paragraphs, type Section } from './section.ts';

export const summaries: Section = {
  heading: 'Summaries',
  text: ({ summaries: of }) =>
    of.summaries === 0
      ? ''
      : paragraphs(
          `${number(of.summaries)} summaries of ${number(of.stories)} stories, rated ${number(of.ratings)} times.`,
          of.ratings === 0
            ? ''
            : `Mean rating: ${estimate(of.mean)}. Agreement (Krippendorff’s α, interval): ${estimate(of.agreement.alpha)}.`,
          table(
            ['rating', 'times'],
            of.values.map(({ value, count }) => [String(value), number(count)]),
          ),
        ),
};
