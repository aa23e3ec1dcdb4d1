import type { Action } from '../../discord/action.ts';
import type { Parts } from '../parts.ts';
import { answering } from './answering.ts';
import { agreeing } from './consent.ts';
import { learning } from './learning.ts';
import { moving } from './moving.ts';
import { reading } from './reading.ts';
import { reporting } from './reporting.ts';
import { skipping } from './skipping.ts';
import { starting } from './starting.ts';
import { takingBack } from './taking-back.ts';

/** Every button, select and modal of tasks. */
export const taskActions: readonly Action<Parts>[] = [
  ...answering,
  ...agreeing,
  ...skipping,
  ...takingBack,
  ...moving,
  ...starting,
  ...learning,
  ...reading,
  ...reporting,
];
