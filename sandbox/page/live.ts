import type { PersonView, Snapshot } from '../view.ts';
import { people } from './requests.ts';

/** What a live view reports: a new picture, a lost connection, or that there is nobody to be. */
export type LiveListener = {
  snapshot(snapshot: Snapshot): void;
  lost(): void;
  /** The person is unknown here (another sandbox was started): who to be instead. */
  become(person: PersonView): void;
};

const RETRY_MS = 1500;

/**
 * Follows what one person sees until the returned function is called. Reconnects by itself, also after the
 * server was started anew. `wanted` is a person's id or name; anything else becomes the first person.
 */
export function follow(wanted: string, listener: LiveListener): () => void {
  let stopped = false;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const retry = () => {
    source?.close();
    if (stopped) return;
    listener.lost();
    timer = setTimeout(connect, RETRY_MS);
  };
  const connect = async () => {
    const everybody = await people();
    if (stopped) return;
    const person = everybody && (find(everybody, wanted) ?? everybody[0]);
    if (!person) return retry();
    if (person.id !== wanted) return listener.become(person);
    source = new EventSource(`/sandbox/live?person=${encodeURIComponent(person.id)}`);
    source.onmessage = ({ data }) => listener.snapshot(JSON.parse(data));
    source.onerror = retry;
  };
  void connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}

function find(everybody: PersonView[], wanted: string): PersonView | undefined {
  return everybody.find(({ id }) => id === wanted) ?? everybody.find(({ name }) => name === wanted);
}
