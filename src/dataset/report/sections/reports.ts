import { code, number, table } from '../markdown.ts';
import { paragraphs, type Section } from './section.ts';

export const reports: Section = {
  heading: 'Reports',
  text: ({ reports: of }) =>
    of.reports === 0
      ? ''
      : paragraphs(
          `${number(of.reports)} reports of ${number(of.messages)} messages, by ${number(of.people)} people.`,
          table(
            ['reported as', 'reports'],
            [
              ...of.labels.map(({ label, reports: times }) => [code(label), number(times)]),
              ...(of.without_label > 0 ? [['in words alone', number(of.without_label)]] : []),
            ],
          ),
        ),
};
