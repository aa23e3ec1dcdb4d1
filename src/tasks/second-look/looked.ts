import type { TaskType } from '../../oasst/protocol.ts';

/** A text before it is sent: whose it is, and the type and the language (BCP 47) of its task. */
export type Looked = { text: string; type: TaskType; lang: string; personId: string };
