const BLANK = '[redacted]';

const credential = /(token|secret|password|passwd|apikey|authorization|cookie)$/;

/** Fields that hold, or may hold, what a person wrote or is called. */
const personal = new Set(
  `answer answers body caption choices comment components content conversation data description displayname draft drafts
  embeds fields files globalname input labels nick options payload placeholder prompt prompts ranking
  raw rawerror replies reply requestbody response story summary text texts title username value values`.split(
    /\s+/,
  ),
);

const masks: readonly [pattern: RegExp, instead: string][] = [
  [/(\/(?:interactions|webhooks)\/\d+\/)[^\s/?#"'`\\]+/g, `$1${BLANK}`],
  [/([?&](?:api_?key|key|(?:access_|refresh_)?token)=)[^\s&#"'`\\]+/gi, `$1${BLANK}`],
  [/((?:x-api-key|authorization)["']?\s*[:=]\s*["']?)(?:(?:Bot|Bearer|Basic)\s+)?[^\s"',}]+/gi, `$1${BLANK}`],
  [/\b((?:Bot|Bearer|Basic)\s+)[\w.~+/=-]{20,}/g, `$1${BLANK}`],
  [/(\/\/[^\s/:@"'`]*:)[^\s/@"'`]+@/g, `$1${BLANK}@`], // a password in an address
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g, BLANK], // the shape of a bot's token
];

/** A replacer for `JSON.stringify`: blanks fields by their name, and masks what looks like a secret in any text. */
export function withoutSecrets(key: string, value: unknown): unknown {
  const name = key.replaceAll(/[-_]/g, '').toLowerCase();
  if (value !== undefined && value !== null && (credential.test(name) || personal.has(name))) return BLANK;
  if (typeof value !== 'string') return value;
  return masks.reduce((text, [pattern, instead]) => text.replace(pattern, instead), value);
}
