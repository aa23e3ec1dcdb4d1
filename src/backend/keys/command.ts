import { parseArgs } from 'node:util';
import type { Backend } from '../context.ts';
import { UsageError } from '../options.ts';
import { addKey, keyName, listKeys, revokeKey } from './keys.ts';

const USAGE = [
  'npm run backend -- keys add --client NAME [--trusted] [--description TEXT]',
  'npm run backend -- keys list',
  'npm run backend -- keys revoke NAME',
].join('\n       ');
const NAME_LIMIT = 64;

/** Something to do with the keys of a database; gives what to print. Throws Error with a sentence when it fails. */
export type KeysCommand = (at: Pick<Backend, 'db' | 'now'>) => Promise<string>;

/** Understands what follows `keys` on the command line. Throws UsageError. */
export function keysCommand(args: readonly string[]): KeysCommand {
  const { values, positionals } = parse(args);
  const [verb, name, ...rest] = positionals;
  const { client, trusted = false, description = '' } = values;
  if (verb === 'add' && name === undefined) {
    if (client === undefined || client === '' || client.length > NAME_LIMIT || /\p{Cc}/u.test(client))
      throw wrong(`--client must be the name of whom the key is for, up to ${NAME_LIMIT} characters`);
    return async (at) => {
      const key = await addKey(at, { client, trusted, description });
      return `${key}\nThis is the only time it is shown. Front ends send it as X-API-Key.`;
    };
  }
  if (verb === 'list' && name === undefined) return list;
  if (verb === 'revoke' && name !== undefined && rest.length === 0)
    return async (at) => {
      if (!(await revokeKey(at, name))) throw new KeyUnknown(name);
      return `${name} is revoked.`;
    };
  throw wrong('keys must be followed by add, list or revoke NAME');
}

/** No valid key is called so. */
export class KeyUnknown extends Error {
  override name = 'KeyUnknown';

  constructor(name: string) {
    super(`No valid key is called ${name}: see keys list.`);
  }
}

async function list(at: Pick<Backend, 'db' | 'now'>) {
  const keys = await listKeys(at.db);
  if (keys.length === 0) return 'There are no keys.';
  const date = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return keys
    .map((key) =>
      [
        keyName(key),
        key.trusted === 1 ? 'trusted  ' : 'untrusted',
        date(key.created_at),
        key.revoked_at === null ? 'valid             ' : `revoked ${date(key.revoked_at)}`,
        key.client,
        key.description,
      ]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        client: { type: 'string' },
        trusted: { type: 'boolean' },
        description: { type: 'string' },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(problem: string) {
  return new UsageError([problem], USAGE);
}
