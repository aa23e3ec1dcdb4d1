import { rules as discord } from 'discord-markdown-parser';
import { LIST, type RawList, readLists } from './lists.ts';

type Rule = NonNullable<(typeof discord)[string]>;
type Match = Rule['match'];
type Read = Parameters<Rule['parse']>[1];

const LINK =
  /^\[((?:\\.|[^[\]\\]|\[[^[\]]*\])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?: +"[^"\n]*")?\)/i;
const HEADING = /^(#{1,3}) +([^\n]+)(?:\n|$)/;
const SUBTEXT = /^-# +([^\n]+)(?:\n|$)/;
const COMMAND = /^<\/([^:>\n]{1,98}):(\d{17,21})>/;

/**
 * The package's rules, with what it lacks or gets wrong: lists, masked links (only to http and https),
 * headings and subtext after any line end, and command mentions without a name, which it cannot read.
 */
export const rules: Record<string, Rule> = {
  ...discord,
  heading: block(discord.heading, HEADING, ([, marks = '', text = ''], read, state) => ({
    level: marks.length,
    content: read(text, state),
  })),
  subtext: block(discord.subtext, SUBTEXT, ([, text = ''], read, state) => ({ content: read(text, state) })),
  list: block(discord.heading, LIST, ([text = ''], read, state) =>
    readLists(text).map((list) => listNode(list, (source) => read(source, { ...state, prevCapture: null }))),
  ),
  link: {
    order: discord.url?.order ?? 0,
    match: (source, state) => (state.inLink ? null : LINK.exec(source)),
    parse: ([, text = '', url = ''], read, state) => ({
      content: read(text, { ...state, inLink: true }),
      target: url,
    }),
  },
  slashCommand: {
    order: discord.slashCommand?.order ?? 0,
    match: (source) => COMMAND.exec(source),
    parse: ([, fullName, id]) => ({ fullName, id }),
  },
};

function block(like: Rule | undefined, pattern: RegExp, parse: Rule['parse']): Rule {
  const match: Match = (source, state) => (startsLine(state.prevCapture) ? pattern.exec(source) : null);
  return { order: like?.order ?? 0, match, parse };
}

function startsLine(previous: Parameters<Match>[1]['prevCapture']): boolean {
  return !previous || previous[0] === '' || /\n *$/.test(previous[0] ?? '');
}

function listNode(
  { ordered, start, items }: RawList,
  read: (source: string) => ReturnType<Read>,
): ReturnType<Read>[number] {
  const content = items.map(({ text, lists }) => [
    ...read(text),
    ...lists.map((list) => listNode(list, read)),
  ]);
  return { type: 'list', ordered, start, content };
}
