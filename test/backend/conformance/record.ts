import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const file = new URL('../../../../shared/oasst-exchanges.json', import.meta.url);

const Exchange = z.object({
  name: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    headers: z.record(z.string(), z.string()).nullish(),
    body: z.unknown(),
  }),
  response: z.object({ status: z.number(), body: z.unknown() }),
});
export type Exchange = z.infer<typeof Exchange>;

/** What a real backend answered; undefined where the record is not at hand. */
export const recorded: readonly Exchange[] | undefined = existsSync(file)
  ? z.array(Exchange).parse(JSON.parse(readFileSync(file, 'utf8')))
  : undefined;

/** The exchanges from one to another, both named by how their names begin. Throws when there are none. */
export function part(from: string, to: string = from): readonly Exchange[] {
  const all = recorded ?? [];
  const first = all.findIndex(({ name }) => name.startsWith(from));
  const last = all.findIndex(({ name }, index) => index >= first && name.startsWith(to));
  if (first < 0 || last < first) throw new Error(`no such part of the record: ${from} … ${to}`);
  return all.slice(first, last + 1);
}

/** What the name of an exchange begins with: what it was recorded for. */
export function groupOf({ name }: Pick<Exchange, 'name'>): string {
  return name.slice(0, name.indexOf('/'));
}
