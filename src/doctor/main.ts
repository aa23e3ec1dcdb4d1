import { access, constants } from 'node:fs/promises';
import { config } from 'dotenv';
import { commands } from '../../commands/index.ts';
import bot from '../../package.json' with { type: 'json' };
import { createTranslator } from '../locales/words.ts';
import { runDoctor } from './program.ts';

config({ quiet: true });
const translator = await createTranslator();
process.exitCode = await runDoctor(process.env, {
  stdout: process.stdout,
  now: Date.now,
  versions: { node: process.versions.node, bot: bot.version },
  commands: commands(translator).map(({ data }) => data),
  fetch,
  mayWrite: (folder) =>
    access(folder, constants.W_OK).then(
      () => true,
      () => false,
    ),
});
