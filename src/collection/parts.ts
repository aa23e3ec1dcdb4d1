import type { LookAtChannel } from '../discord/calls/channel-state.ts';
import type { Draw } from '../pictures/draw.ts';
import type { CampaignsAtHand } from './campaigns/campaigns-at-hand.ts';
import type { Desk } from './desk.ts';
import type { ReadProgress } from './progress/read.ts';
import type { Owner } from './team/owners.ts';

/** What managing servers and showing the collection works with. */
export type CollectionParts = Desk & {
  /** Who runs the bot. */
  owners: readonly Owner[];
  /** Says that there may be something new for the log channels. */
  wakeCases: () => void;
  /** What a channel is to the bot. */
  lookAtChannel: LookAtChannel;
  /** How far the collection is. */
  readProgress: ReadProgress;
  /** The campaigns that contributors are shown. */
  campaigns: CampaignsAtHand;
  /** Makes pictures. */
  draw: Draw;
};
