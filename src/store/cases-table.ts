/** A message that somebody reported, or that the rules removed: one row a message. */
export type CasesTable = {
  /** What buttons know it by: nobody can guess it. */
  id: string;
  /** The backend's id of the message. */
  message_id: string;
  /** Rises with every report and decision. */
  version: number;
  /** 1 while the log channels do not show it as it is. */
  stale: number;
  /** What was decided; null while that is open. */
  decision: 'delete' | 'keep' | 'stop' | 'disable' | 'abort' | 'undelete' | 'start' | 'edit' | null;
  /** The backend's id of that act, by which it can be undone; null where the backend keeps none. */
  act_id: string | null;
  /** A Discord id, or `automatic`. */
  decided_by: string | null;
  decided_at: number | null;
  /** Who took the last decision back. */
  undone_by: string | null;
  /** The last act of the rules that this row has heard of. */
  seen_act: string | null;
  created_at: number;
  /** Until when somebody is carrying out what they decided, as nobody else may meanwhile; null when nobody is. */
  deciding_until: number | null;
};

/** Who reported a message, and why: the last words of each. */
export type CaseReportsTable = {
  message_id: string;
  /** Discord id. */
  person_id: string;
  words: string;
  /** Names of labels as a JSON list. */
  labels: string;
  reported_at: number;
};

/** A message in which a moderator alone sees a case that they looked up; it follows the case while its token is good. */
export type CaseCardsTable = {
  message_id: string;
  case_id: string;
  /** The moderator's Discord id. */
  person_id: string;
  /** Of the newest interaction that showed it, good for 15 minutes. */
  token: string;
  /** The moderator's Discord language. */
  locale: string;
  valid_until: number;
};

/** A log channel that an owner or moderator chose: only such a one gets to see reports. */
export type TrustedChannelsTable = {
  server_id: string;
  channel_id: string;
  /** When what was open was brought there; null as long as it was not. */
  caught_up_at: number | null;
};

/** How far the log channels have heard of what the rules did by themselves: one row. */
export type CaseFeedTable = { one: number; heard_until: number };
