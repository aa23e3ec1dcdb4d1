import { chanceOf } from './chance.ts';

/** What a simulated person thinks of messages: the same of the same message, whenever they are asked. */
export type Opinions = {
  /** A value for each of the labels, as forms give them: 0 or 1, of scales quarters. */
  labels(person: string, messageId: string, names: readonly string[]): Record<string, number>;
  /** Indexes of the messages, the best first. */
  order(person: string, messageIds: readonly string[]): number[];
};

const SPAM = 0.1; // of the messages, an assumption: the card counts no refusals
const CAREFUL = 0.95; // of the reviewers of spam say so
const HASTY = 0.03; // of the reviewers of anything else say that it is spam
const FLAGGED = 0.02;
const NOISE = 0.5;

const scales: ReadonlySet<string> = new Set([
  'quality',
  'creativity',
  'humor',
  'toxicity',
  'violence',
  'helpfulness',
]);

/** Each message has a worth that nobody knows, of which everybody sees a little more or less. */
export function opinionsOf(seed: number): Opinions {
  const worthOf = (messageId: string) => {
    const chance = chanceOf(seed, messageId);
    return { isSpam: chance() < SPAM, quality: chance() };
  };
  const seenBy = (person: string, messageId: string) =>
    worthOf(messageId).quality + (chanceOf(seed, person, messageId)() - 0.5) * NOISE;

  return {
    labels(person, messageId, names) {
      const { isSpam } = worthOf(messageId);
      const quality = seenBy(person, messageId);
      const chance = chanceOf(seed, person, messageId, 'labels');
      const value = (name: string) => {
        const drawn = chance();
        if (name === 'spam') return Number(drawn < (isSpam ? CAREFUL : HASTY));
        if (name === 'quality') return quarter(quality);
        return scales.has(name) ? quarter(drawn) : Number(drawn < FLAGGED);
      };
      return Object.fromEntries(names.map((name) => [name, value(name)]));
    },
    order: (person, messageIds) =>
      messageIds
        .map((id, index) => ({ index, seen: seenBy(person, id) }))
        .sort((a, b) => b.seen - a.seen)
        .map(({ index }) => index),
  };
}

function quarter(value: number) {
  return Math.round(Math.min(1, Math.max(0, value)) * 4) / 4;
}
