import { join } from 'node:path';
import { root } from './sources.ts';

/** The folder into which the tests of what is built have it built. */
export const builtIn = join(root, 'node_modules', '.cache', 'built');
