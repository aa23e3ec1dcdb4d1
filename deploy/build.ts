import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
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
  'compile-cache': 'src/compile-cache.ts',
  'language-worker': 'src/tasks/second-look/language-worker.ts',
};

/** What is found at run time, where it is installed: nobody needs it, or it is made for one machine. */
const external = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'pg-native', '@resvg/resvg-js'];

const root = join(import.meta.dirname, '..');

// what is CommonJS asks for Node's own modules by a function that modules do not have
const banner = "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);";

const Ngrams = z.object({ ngramsData: z.unknown() });

/** A table that large is read as JSON with a third of the memory and of the time that it takes as a program. */
const tableAsJson: Plugin = {
  name: 'table-as-json',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]eld[\\/]src[\\/]ngrams[\\/]\w+\.js$/ }, async ({ path }) => {
      const { ngramsData } = Ngrams.parse(await import(pathToFileURL(path).href));
      const text = JSON.stringify(JSON.stringify(ngramsData));
      return { contents: `export const ngramsData = JSON.parse(${text});`, loader: 'js' };
    });
  },
};

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
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'linked',
    banner: { js: banner },
    external,
    plugins: [tableAsJson],
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
