import { bySiblingOrder, type Sibling } from '../sibling-order.ts';
import type { Bar } from './bar.ts';
import type { ExportFilter, Share } from './choice.ts';

/** What the choice of messages depends on. */
export type Candidate = Sibling & {
  parentId: string | undefined;
  deleted: boolean;
  accepted: boolean;
  synthetic: boolean;
  /** Sent by its author in spite of what a second look had found. */
  warned: boolean;
  /** A sample that came with the software. */
  sample: boolean;
  /** Written by somebody who has left or was shut out. */
  withdrawn: boolean;
  /** Kept out by a filter. */
  barred?: Bar | undefined;
};

type Chosen = Pick<ExportFilter, 'deleted' | 'unaccepted' | 'synthetic' | 'warnings' | 'samples'>;

/**
 * The messages of one tree to export, depth first, siblings in their order (`bySiblingOrder`). With what is left out
 * goes everything below it. A tree with a model's message is left out whole unless models are asked for.
 * A choice of `only` one sort keeps just these, wherever they stand.
 */
export function selectMessages<Message extends Candidate>(
  messages: readonly Message[],
  choice: Chosen,
): Message[] {
  if (choice.synthetic === 'no') {
    const mixed = selectMessages(messages, { ...choice, synthetic: 'yes' });
    return mixed.some(({ synthetic }) => synthetic) ? [] : mixed;
  }
  const scattered = isScattered(choice);
  const selected: Message[] = [];
  const below = Map.groupBy(messages.toSorted(bySiblingOrder).reverse(), ({ parentId }) => parentId);
  const open = [...(below.get(undefined) ?? [])];
  for (let message = open.pop(); message; message = open.pop()) {
    const kept = isKept(message, choice);
    if (kept) selected.push(message);
    if (kept || scattered) open.push(...(below.get(message.id) ?? []));
  }
  return selected;
}

/** Whether a choice takes messages without those they answer, so that no trees can be made of them. */
export function isScattered({ deleted, unaccepted, synthetic, warnings }: Omit<Chosen, 'samples'>): boolean {
  return [deleted, unaccepted, synthetic, warnings].includes('only');
}

function isKept(message: Candidate, { deleted, unaccepted, synthetic, warnings, samples }: Chosen) {
  return (
    !message.withdrawn &&
    !message.barred &&
    (samples || !message.sample) &&
    isWanted(deleted, message.deleted) &&
    isWanted(unaccepted, !message.accepted) &&
    isWanted(synthetic, message.synthetic) &&
    isWanted(warnings, message.warned)
  );
}

/** Whether what is of one sort, or is not, is taken. */
export function isWanted(share: Share, is: boolean) {
  return share === 'yes' || (share === 'only') === is;
}
