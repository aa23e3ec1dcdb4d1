import type { CollectionParts } from './collection/parts.ts';
import { serverActions } from './collection/server/actions.ts';
import type { Action } from './discord/action.ts';
import { taskActions } from './tasks/clicks/actions.ts';
import type { Parts } from './tasks/parts.ts';

/** Every button, select and modal there is. */
export const controls: readonly Action<Parts & CollectionParts>[] = [...taskActions, ...serverActions];
