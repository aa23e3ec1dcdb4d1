import type { Words } from '../../locales/words.ts';
import type { BackendRules } from '../../oasst/rules.ts';

/** In which words a person is told something, and what the backend asks of them. */
export type ViewContext = { words: Words; rules: BackendRules };
