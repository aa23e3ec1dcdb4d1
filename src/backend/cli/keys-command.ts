import { z } from 'zod';
import type { Backend } from '../context.ts';
import { addKey, keyName, listKeys, revokeKey } from '../keys/keys.ts';
import { recordCommand } from '../trail/command-line.ts';
import { misused, readWords } from './options.ts';

const USAGE = [
  'npm run backend -- keys add --client NAME [--trusted] [--description TEXT] [--data-dir DIR]',
  'npm run backend -- keys list [--data-dir DIR]',
  'npm run backend -- keys revoke NAME [--data-dir DIR]',
].join('\n       ');
const NAME_LIMIT = 64;
const flags = {
  client: { type: 'string' },
  trusted: { type: 'boolean' },
  description: { type: 'string' },
  'data-dir': { type: 'string' },
} as const;
const Values = z.object({
  client: z.string().optional(),
  trusted: z.boolean().default(false),
  description: z.string().default(''),
  'data-dir': z.string().optional(),
});

type At = Pick<Backend, 'db' | 'now'> & {
  /** What the database is called when people are told of it. */
  place: string;
};

/** Something to do with the keys of a database. */
export type KeysCommand = {
  /** The folder of `bot.sqlite`, where one was named. */
  dataDir: string | undefined;
  /** Whether it may be done where no database was yet. */
  makesDatabase: boolean;
  /**
   * Gives what to print.
   * @throws Error with a sentence when it fails
   */
  run(at: At): Promise<string>;
};

/**
 * Understands what follows `keys` on the command line.
 * @throws UsageError
 */
export function keysCommand(args: readonly string[]): KeysCommand {
  const { values, positionals } = parse(args);
  const [verb, name, ...rest] = positionals;
  const { client, trusted, description, 'data-dir': dataDir } = values;
  const onExisting = (run: KeysCommand['run']) => ({ dataDir, makesDatabase: false, run });
  if (verb === 'add' && name === undefined) {
    if (client === undefined || client === '' || client.length > NAME_LIMIT || /\p{Cc}/u.test(client))
      throw wrong(`--client must be the name of whom the key is for, up to ${NAME_LIMIT} characters`);
    const run = async (at: At) => {
      const key = await at.db.transaction().execute(async (db) => {
        await recordCommand(db, 'key_add', { client, trusted }, at.now());
        return await addKey({ ...at, db }, { client, trusted, description });
      });
      return [
        key,
        'This is the only time it is shown. Front ends send it as X-API-Key.',
        `It is valid for the backend whose database is ${at.place}.`,
      ].join('\n');
    };
    return { dataDir, makesDatabase: true, run };
  }
  if (verb === 'list' && name === undefined) return onExisting(list);
  if (verb === 'revoke' && name !== undefined && rest.length === 0)
    return onExisting(async (at) => {
      await at.db.transaction().execute(async (db) => {
        const revoked = await revokeKey({ ...at, db }, name);
        if (!revoked) throw new KeyUnknown(name, at.place);
        await recordCommand(db, 'key_revoke', revoked, at.now());
      });
      return `${name} is revoked in ${at.place}.`;
    });
  throw wrong('keys must be followed by add, list or revoke NAME');
}

/** No valid key is called so. */
export class KeyUnknown extends Error {
  override name = 'KeyUnknown';

  constructor(name: string, place: string) {
    super(`No valid key in ${place} is called ${name}: see keys list.`);
  }
}

/** There is no database whose keys could be listed or revoked. */
export class NoDatabase extends Error {
  override name = 'NoDatabase';

  constructor(place: string) {
    super(
      `There is no database ${place}. Set DATA_DIR or DATABASE_URL as for the backend, which says at its start ` +
        'where its data is; or name the folder with --data-dir.',
    );
  }
}

async function list(at: At) {
  const keys = await listKeys(at.db);
  if (keys.length === 0) return `There are no keys in ${at.place}; the one of --key is in no database.`;
  const date = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const lines = keys.map((key) =>
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
  );
  return [`Keys in ${at.place}:`, ...lines].join('\n');
}

function parse(args: readonly string[]) {
  const { values, positionals } = readWords(args, flags, USAGE);
  return { values: Values.parse(values), positionals };
}

function wrong(problem: string) {
  return misused([problem], USAGE);
}
