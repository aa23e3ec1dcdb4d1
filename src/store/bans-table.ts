/** Why somebody may not work any more, and what they say to it. One row a person: the last ban. */
export type BansTable = {
  /** Discord id. */
  person_id: string;
  /** As the moderator wrote it for the person. */
  reason: string;
  /** The moderator's Discord id. */
  by: string;
  created_at: number;
  lifted_at: number | null;
  /** What they say to it, once. */
  appeal: string | null;
  appealed_at: number | null;
  /** What buttons know the appeal by: nobody can guess it. */
  appeal_id: string | null;
  answer: string | null;
  /** The Discord id of the moderator who answered. */
  answered_by: string | null;
  answered_at: number | null;
  /** What the backend knows the act by that it came of; null where it keeps no trail. */
  act_id: string | null;
};

/** The bans of somebody before the one in `bans`, the first at place 1: what holds again where a later one is undone. */
export type EarlierBansTable = BansTable & { place: number };
