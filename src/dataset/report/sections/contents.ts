import { number, table } from '../markdown.ts';
import { paragraphs, type Section } from './section.ts';

export const contents: Section = {
  heading: 'What there is',
  text: ({ counts: { trees, messages, authors, states, languages } }) =>
    paragraphs(
      `${number(trees)} trees of ${number(messages)} messages by ${number(authors)} authors.`,
      table(
        ['language', 'trees', 'prompts', 'replies of the prompter', 'replies of the assistant', 'authors'],
        languages.map((of) => [
          of.lang,
          ...[of.trees, of.initial_prompt, of.prompter_reply, of.assistant_reply, of.authors].map(number),
        ]),
      ),
      table(
        ['language', 'messages', 'accepted', 'refused', 'undecided', 'by models'],
        languages.map((of) => [
          of.lang,
          ...[of.messages, of.accepted, of.refused, of.undecided, of.synthetic].map(number),
        ]),
      ),
      table(
        ['state of the tree', 'trees'],
        states.map((of) => [`\`${of.state}\``, number(of.trees)]),
      ),
    ),
};
