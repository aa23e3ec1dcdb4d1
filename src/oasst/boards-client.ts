import { get } from './endpoint.ts';
import { readIfOffered } from './offered.ts';
import { LanguageBoard, type TimeFrame } from './stats.ts';
import type { Send } from './transport.ts';

/** Which board: the `most` best of a time frame, and as many on both sides of a person, by the backend's id. */
export type BoardWish = { timeFrame: TimeFrame; lang: string; most: number; userId: string | undefined };

/** Leaderboards beyond the protocol's, where a backend offers them: undefined from one that does not. Needs a trusted key. */
export type BoardsClient = {
  /** The board of one language. Rejects as the client does. */
  ofLanguage(wish: BoardWish): Promise<LanguageBoard | undefined>;
};

/** The part of the client that is about leaderboards of languages. */
export function boardsClient(send: Send): BoardsClient {
  return {
    ofLanguage: ({ timeFrame, lang, most, userId }) =>
      readIfOffered(LanguageBoard, () => {
        const query = { max_count: most, user_id: userId };
        return send(get`extensions/leaderboards/${timeFrame}/${lang}`, { query });
      }),
  };
}
