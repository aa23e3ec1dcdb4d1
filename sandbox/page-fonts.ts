import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** Where the page finds its fonts, each by its path below `node_modules`. */
export const FONTS = '/sandbox/page/fonts/';

/** Lets style sheets name fonts where `FONTS` serves them, and notes in `found` which file each name stands for. */
export function servedFonts(found: Map<string, string>): Plugin {
  return {
    name: 'fonts that are served',
    setup(build) {
      build.onResolve({ filter: /\.woff2$/ }, ({ path, resolveDir }) => {
        const file = resolve(resolveDir, path);
        const name = file.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? path;
        found.set(name, file);
        return { path: FONTS + name, external: true };
      });
    },
  };
}
