import { duration, estimate, number, TOO_FEW, table } from '../markdown.ts';
import { paragraphs, type Section } from './section.ts';

export const work: Section = {
  heading: 'Time and skips',
  text: ({ work: all }) =>
    all.length === 0
      ? ''
      : paragraphs(
          'From when a task was handed out until its answer came in, breaks included. Tasks that ran out unanswered are not kept, and not ' +
            'counted. Of these figures only the choice of languages, campaigns and dates holds.',
          table(
            [
              'task',
              'done',
              'skipped',
              'share of skips',
              'a quarter within',
              'half',
              'three quarters',
              '90 %',
            ],
            all.map((of) => [
              `\`${of.type}\``,
              number(of.done),
              number(of.skipped),
              estimate(of.skip_share, 'percent'),
              ...(of.seconds
                ? [
                    of.seconds.quarter,
                    of.seconds.median,
                    of.seconds.three_quarters,
                    of.seconds.nine_tenths,
                  ].map(duration)
                : [TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW]),
            ]),
          ),
        ),
};
