import { number, table } from '../markdown.ts';
import { kindNames, paragraphs, type Section } from './section.ts';

export const duplicates: Section = {
  heading: 'What is said again',
  text: ({ duplicates: all }) =>
    all.length === 0
      ? ''
      : paragraphs(
          'Texts that are exactly what an earlier one of their kind is, and those that are nearly so (MinHash of five-letter runs): ' +
            'prompts as `--split` compares them, replies more strictly, and only those of twenty letters or more.',
          table(
            ['', 'texts', 'exactly', 'nearly or exactly'],
            all.map((of) => [kindNames[of.kind], number(of.texts), number(of.exact), number(of.near)]),
          ),
        ),
};
