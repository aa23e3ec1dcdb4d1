import { cp, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile, type Plugin, transform } from 'esbuild';
import { z } from 'zod';
import { readArguments } from '../src/command-line.ts';

/** The programs of this project: each becomes one file of that name. */
const programs = {
  bot: 'src/main.ts',
  data: 'src/dataset/main.ts',
  backend: 'src/backend/cli/main.ts',
  migrate: 'src/migrate/main.ts',
  'picture-worker': 'src/pictures/worker.ts',
  'vacuum-worker': 'src/store/vacuum-worker.ts',
  'figures-worker': 'src/dataset/release/figures-worker.ts',
  'files-worker': 'src/dataset/release/files-worker.ts',
  'compile-cache': 'src/compile-cache.ts',
  'language-worker': 'src/tasks/second-look/language-worker.ts',
};

/** What is found at run time, where it is installed: nobody needs it, or it is made for one machine. */
const external = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'pg-native', '@resvg/resvg-js'];

const root = join(import.meta.dirname, '..');

// what is CommonJS asks for Node's own modules by a function that modules do not have
const banner = "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);";

const Ngrams = z.object({
  ngramsData: z.looseObject({ ngrams: z.record(z.string(), z.record(z.string(), z.number())) }),
});

/**
 * A table that large takes a third of the memory, and of the time, when it is read as JSON instead of as a program, and a
 * fifth of what is left when its 80,000 entries are texts, of which each is read when it is looked up.
 */
const tableAsTexts: Plugin = {
  name: 'table-as-texts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path }) => {
      const { ngramsData } = Ngrams.parse(await import(pathToFileURL(path).href));
      const texts = Object.entries(ngramsData.ngrams).map(([ngram, scores]) => [
        ngram,
        Object.entries(scores).flat().join(' '),
      ]);
      const table = { ...ngramsData, ngrams: Object.fromEntries(texts) };
      const contents = `
        const table = JSON.parse(${JSON.stringify(JSON.stringify(table))});
        function get(texts, ngram) {
          const numbers = Object.hasOwn(texts, ngram) ? texts[ngram].split(' ') : [];
          const scores = {};
          for (let at = 0; at < numbers.length; at += 2) scores[numbers[at]] = Number(numbers[at + 1]);
          return scores;
        }
        export const ngramsData = { ...table, ngrams: new Proxy(table.ngrams, { get }) };`;
      return { contents, loader: 'js' };
    });
  },
};

/**
 * A file takes twice its size in memory unless all of it is ASCII. esbuild escapes what is not, but for what it must not
 * touch, as it does not read it: patterns.
 */
const patternsInAscii: Plugin = {
  name: 'patterns-in-ascii',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](src[\\/].+\.ts|eld[\\/]src[\\/][\w-]+\.js)$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (isAscii(source)) return undefined;
      const loader = extname(path) === '.ts' ? 'ts' : 'js';
      const options = { loader, sourcefile: path, sourcemap: 'inline', target: 'node24' } as const;
      const { code } = await transform(source, options);
      return isAscii(code) ? undefined : { contents: escaped(code), loader: 'js' };
    });
  },
};

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

/** Means the same in a pattern, with the flag `u` and without. */
function escaped(code: string): string {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Bundles each program with all it imports, texts and migrations included, into one file of a folder, with a source map,
 * and puts the fonts of pictures beside them. What is imported later is in it, and not run before. Tells what went into what.
 */
export async function buildTo(outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    banner: { js: banner },
    external,
    plugins: [tableAsTexts, patternsInAscii],
    metafile: true,
    logLevel: 'warning',
  });
  await cp(join(root, 'src/pictures/fonts'), resolve(root, outdir, 'fonts'), { recursive: true });
  return metafile;
}

if (import.meta.main) {
  const { values } = readArguments(process.argv.slice(2), { outdir: { type: 'string' } });
  const { outputs } = await buildTo(z.string().default('dist').parse(values.outdir));
  for (const [path, { bytes }] of Object.entries(outputs)) {
    if (path.endsWith('.mjs')) process.stdout.write(`${path} ${(bytes / 1e6).toFixed(1)} MB\n`);
  }
}
