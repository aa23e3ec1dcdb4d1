import { code, estimate, number, table } from '../markdown.ts';
import { paragraphs, type Section } from './section.ts';

export const warnings: Section = {
  heading: 'What second looks found',
  text: ({ warnings: { messages, warned, warnings: all, without } }) =>
    messages === 0
      ? ''
      : paragraphs(
          `Of ${number(messages)} messages that were written here for tasks, ${number(warned)} were sent with a warning that their authors ` +
            'had read. What reviewers made of them:',
          table(
            ['warning', 'messages', 'decided', 'accepted'],
            [
              ...all.map((of) => [
                code(of.warning),
                number(of.messages),
                number(of.decided),
                estimate(of.accepted, 'percent'),
              ]),
              [
                'none',
                number(without.messages),
                number(without.decided),
                estimate(without.accepted, 'percent'),
              ],
            ],
          ),
        ),
};
