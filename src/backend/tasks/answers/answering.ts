import type { Backend } from '../../context.ts';
import type { UserRow } from '../../users/tables.ts';
import type { TaskRow } from '../task-row.ts';

/** What answers are stored with. */
export type Answering = { backend: Backend; user: UserRow; task: TaskRow };
