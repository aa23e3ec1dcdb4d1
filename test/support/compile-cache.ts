import { join } from 'node:path';
import { root } from './sources.ts';

/** For the environment of a program that a test runs: what Node has compiled once it need not compile again. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') };
