import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { openDatabase } from '../../src/store/database.ts';
import { freshFolder } from '../support/folder.ts';
import { chatServerOf, says } from './support/chat-server.ts';
import { putPeople, putTree } from './support/collection.ts';
import { data } from './support/command.ts';
import { putSummaries } from './support/summaries.ts';

const pageOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The commands in the shell blocks of a page, without what is said of them, in their order. */
function commandsIn(page: string): string[] {
  const blocks = page.matchAll(/```sh\n([^`]*)```/g).map(([, block = '']) => block);
  const lines = [...blocks].flatMap((block) => block.split('\n'));
  return lines.flatMap((line) => /^npm run (?:--silent )?data -- (.+?)(?:\s+#.*)?$/.exec(line)?.[1] ?? []);
}

/** A collection as the demo has one, with what people have finished besides, and the files that the page speaks of. */
async function surroundings(page: string): Promise<string> {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await seedSamples(db, Date.now);
  await putPeople(db, [{}, {}]);
  for (let index = 0; index < 12; index += 1)
    await putTree(db, index, {
      messages: [
        {
          text: `What is the ${index}th of all questions?`,
          rankings: [
            [2, 1],
            [2, 1],
          ],
          labels: [{ quality: 1 }],
        },
        {
          parent: 0,
          text: `worse ${index}`,
          rank: 1,
          ...(index % 2 === 0 ? { synthetic: true, model: 'm-1' } : {}),
        },
        { parent: 0, text: `better ${index}`, rank: 0, labels: [{ quality: 0.75 }] },
      ],
    });
  await putSummaries(db, [{ text: 'good', author: 0, ratings: [4, 5] }]);
  await db.destroy();
  const [, lines = ''] = /```json\n([^`]*)```/.exec(page) ?? [];
  const [prompt, ...others] = lines.split('\n');
  await writeFile(join(cwd, 'prompts.jsonl'), `${prompt}\n`);
  await writeFile(join(cwd, 'candidates.jsonl'), others.join('\n'));
  return cwd;
}

test.each(['docs/dataset.md', 'README.md'])(
  'the commands in %s do as they are written, one after the other, and find something to write',
  async (path) => {
    const cwd = await surroundings(pageOf('docs/dataset.md'));
    const { url } = await chatServerOf((response, _asked, index) => says(response, `It is so, ${index}.`));
    const commands = commandsIn(pageOf(path));
    expect(commands.length).toBeGreaterThan(6);
    for (const command of commands) {
      const here = command.replace(/--url \S+ --model \S+/, `--url ${url} --model m-2`);
      const [typed = '', file] = here.split(' > ');
      const { code, stdout, stderr } = await data(typed.split(' '), { cwd });
      expect([command, code, stderr.match(/Exported 0|(?<!summary_pairs): 0 lines/)]).toEqual([
        command,
        0,
        null,
      ]);
      if (file !== undefined) await writeFile(join(cwd, file), stdout);
    }
  },
);
