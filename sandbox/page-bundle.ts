import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { servedFonts } from './page-fonts.ts';

/** The page, ready to be served. */
export type PageBundle = {
  html: string;
  script: string;
  style: string;
  /** Changes whenever one of these three does. */
  version: string;
  /** The file of each font that the style names. */
  fonts: ReadonlyMap<string, string>;
};

/** Bundles `sandbox/page` in memory; needs neither a network nor a build directory. Throws what esbuild reports. */
export async function bundlePage(): Promise<PageBundle> {
  const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const fonts = new Map<string, string>();
  const { outputFiles } = await build({
    entryPoints: [source('./page/main.ts'), source('./page/style/page.css')],
    outdir: 'page',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [servedFonts(fonts)],
  });
  const file = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const [script, style] = [file('.js'), file('.css')];
  const version = createHash('sha256').update(script).update(style).digest('hex').slice(0, 12);
  const page = await readFile(new URL('./page/index.html', import.meta.url), 'utf8');
  return { html: page.replaceAll('{version}', version), script, style, version, fonts };
}
