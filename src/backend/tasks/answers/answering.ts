import type { Backend } from '../../context.ts';
import type { User } from '../../users/tables.ts';
import type { TaskRow } from '../task-row.ts';

/** What answers are stored with. */
export type Answering = { backend: Backend; user: User; task: TaskRow };
