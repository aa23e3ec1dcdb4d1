import { number, table } from '../markdown.ts';
import { kindNames, paragraphs, type Section } from './section.ts';

export const lengths: Section = {
  heading: 'How long texts are',
  pictures: { 'lengths.png': 'Lengths of texts' },
  text: ({ lengths: all }) =>
    all.length === 0
      ? ''
      : paragraphs(
          'In characters (Unicode code points).',
          table(
            [
              '',
              'messages',
              'mean',
              'shortest',
              'a quarter up to',
              'half',
              'three quarters',
              '90 %',
              'longest',
            ],
            all.map((of) => [
              kindNames[of.kind],
              number(of.messages),
              ...[
                of.mean,
                of.shortest,
                of.quarter,
                of.median,
                of.three_quarters,
                of.nine_tenths,
                of.longest,
              ].map((length) => number(Math.round(length))),
            ]),
          ),
        ),
};
