/** JSON with every text in it that is one of `texts` made empty, whatever stands around it; the same where none is. */
export function withoutTexts(json: string, texts: ReadonlySet<string>): string {
  let found = false;
  const value: unknown = JSON.parse(json, (_key, part: unknown) => {
    if (typeof part !== 'string' || !texts.has(part.trim())) return part;
    found = true;
    return '';
  });
  return found ? JSON.stringify(value) : json;
}
