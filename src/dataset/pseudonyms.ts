import { createHmac } from 'node:crypto';

/** Names that say nothing of whom or what they stand for to anybody without the key; the same for the same. */
export type Pseudonyms = {
  annotator(name: string): string;
  judgement(...parts: readonly string[]): string;
};

/** HMAC-SHA-256 (RFC 2104) of the name, in hexadecimal digits. */
export function pseudonyms(key: string): Pseudonyms {
  const of = (parts: readonly string[]) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
  return {
    annotator: (name) => of(['annotator', name]),
    judgement: (...parts) => of(['judgement', ...parts]),
  };
}
