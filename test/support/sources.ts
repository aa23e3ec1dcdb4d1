import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every TypeScript file below these folders of the project: its path from there, and its text. */
export function sources(...folders: string[]): { path: string; text: string }[] {
  const paths = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  return paths.toSorted().map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));
}

/** What a file imports when it runs: imports of types alone are gone by then. */
export function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s(?!type\s)(?:[^;'"]*?\sfrom\s)?\s*'([^']+)'/gm);
  const calls = text.matchAll(/\bimport\(\s*'([^']+)'/g);
  const files = text.matchAll(/\bimport\.meta\.resolve\('([^']+)'/g); // of packages that hold no code
  return [...statements, ...calls, ...files].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
