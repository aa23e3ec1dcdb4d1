import { customId } from './custom-id.ts';
import type { Button } from './view.ts';

/** What leads to the reason for a ban, and to one's answer to it; `label` is it in the reader's language. */
export function appealButton(label: string): Button {
  return { label, id: customId('appeal') };
}
