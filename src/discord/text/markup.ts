// what opens or closes a block of code, with the name of its language
const fences = /`{3,}(?:[\w+#.-]*\r?\n)?/g;
/** A block of code without backticks in it, open to the end or closed; it begins where a run of them does. */
const blocks = /(?<!`)`{3,}(?:[\w+#.-]*\r?\n)?(?=[^`]*[^`\s])([^`]*)(?:`{3,}|$)/g;
const signs = /[!-/:-@[-`{-~]/g;
const links = /!?\[([^\][\n]*)\]\([^()\s]*\)/g;
/** An escaped sign, words in the type of code, and what begins or ends something in other type. */
const tokens = /\\[!-/:-@[-`{-~]|``(?!`)[^`\n]+``|`[^`\n]*`|\*{1,3}|_{1,3}|~~|\|\|/g;

const inWord = /[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]/v;

/**
 * The words of a text that was written in Markdown, line by line, without what only says how they look: headings,
 * quotes, rules, bold and the like, code, the targets of links. Points of a list begin with `•`. A mark without its
 * counterpart, and one between letters or digits, is a sign like any other and stays.
 */
export function withoutMarkup(text: string): string {
  // each sign in a block is escaped as one of Markdown's would be, so that all of them are left
  const escaped = text.replace(blocks, (_, code: string) => `\n${code.replace(signs, '\\$&')}\n`);
  const lines = escaped.replace(fences, '\n').replace(links, '$1').split('\n');
  return withoutPairs(lines.map(withoutBlockMark).join('\n'));
}

function withoutBlockMark(line: string): string {
  if (/^[-*_=|:+]{3,}$/.test(line.replace(/\s+/g, ''))) return ''; // a rule, or one of a table
  return line
    .replace(/^\s*(?:>+ )+/, '')
    .replace(/^\s*(?:#{1,6}|-#)\s+/, '')
    .replace(/^\s*[-*] (?:\[[ xX]\] )?/, '• ');
}

function withoutPairs(text: string): string {
  const parts: string[] = [];
  const open = new Map<string, number>();
  let from = 0;
  for (const { index, 0: token } of text.matchAll(tokens)) {
    parts.push(text.slice(from, index));
    from = index + token.length;
    if (token.startsWith('\\') || token.startsWith('`')) {
      parts.push(token.startsWith('\\') ? token.slice(1) : insideOf(token));
      continue;
    }
    parts.push(token);
    const here = parts.length - 1;
    const { opens, closes } = sides(text.charAt(index - 1), text.charAt(from));
    const begun = closes ? open.get(token) : undefined;
    if (begun !== undefined) {
      parts[begun] = '';
      parts[here] = '';
      open.delete(token);
    } else if (opens) open.set(token, here);
  }
  return parts.join('') + text.slice(from);
}

/** The code between two backticks, or two pairs of them. */
function insideOf(token: string): string {
  const marks = token.length > 4 && token.startsWith('``') ? 2 : 1;
  return token.slice(marks, -marks);
}

/** What a mark between two characters can be: it leans against what it is about. */
function sides(before: string, after: string): { opens: boolean; closes: boolean } {
  if (inWord.test(before) && inWord.test(after)) return { opens: false, closes: false };
  return { opens: /\S/.test(after), closes: /\S/.test(before) };
}
