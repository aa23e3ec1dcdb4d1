const LONGEST_SHOWN = 60;
const columns =
  /(^|[,;\t])"?(text|prompt|message|message_id|role|lang|instruction|question|story)"?([,;\t]|$)/i;

/** A line that is no object: what it probably is, and what makes lines of it. `isAll` for a whole file of another form. */
export type Hint = { reason: string; isAll: boolean };

const EACH = 'each line must be one object, in { and }';

/** Of a text that is not JSON. */
export function hintForText(text: string, line: number): Hint | undefined {
  const trimmed = text.trim();
  if (line > 1) return undefined;
  if (trimmed.startsWith('['))
    return {
      reason: `it is the beginning of a JSON array; ${EACH}: jq -c '.[]' makes such lines of it`,
      isAll: true,
    };
  if (trimmed === '{')
    return {
      reason: `it is the beginning of an object on several lines; ${EACH}: jq -c . makes such lines`,
      isAll: true,
    };
  if (!trimmed.startsWith('{') && /[,;\t]/.test(trimmed) && columns.test(trimmed))
    return {
      reason:
        'it looks like the names of the columns of a CSV file. Make JSON Lines of it, in Python: ' +
        "pandas.read_csv('in.csv').to_json('out.jsonl', orient='records', lines=True)",
      isAll: true,
    };
  return undefined;
}

/** Of JSON that is no object. */
export function hintForValue(value: unknown): Hint | undefined {
  if (Array.isArray(value))
    return {
      reason: `it is not a JSON object, but an array; ${EACH}: jq -c '.[]' makes such lines of it`,
      isAll: false,
    };
  if (typeof value !== 'string') return undefined;
  const text = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN).toWellFormed()}…` : value;
  const example = JSON.stringify({ text, lang: 'en' });
  return { reason: `it is not a JSON object, but a text alone; write it as ${example}`, isAll: false };
}
