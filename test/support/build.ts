import { buildTo } from '../../deploy/build.ts';
import { builtIn } from './built-in.ts';

/** Before the tests of what is built: builds it. */
export async function setup(): Promise<void> {
  await buildTo(builtIn);
}
