/** What the managers of a server have chosen for it. */
export type ServersTable = {
  /** Discord id. */
  id: string;
  /** The Discord language of the server, in which public messages are. */
  locale: string;
  /** Task languages as a JSON list; an empty one for those of each person. */
  languages: string;
  /** Task types as a JSON list; an empty one for all. */
  kinds: string;
  /** Where reports and removals arrive. */
  log_channel: string | null;
  /** The Discord id of who chose that channel; null for none. */
  log_chosen_by: string | null;
  /** Where the public message stands. */
  post_channel: string | null;
  /** Whether that channel gets a summary once a week. */
  weekly: number;
  /** When it last got one, or would have; null before that. */
  summed_up_at: number | null;
  /** The Discord id of who changed something last. */
  changed_by: string;
  changed_at: number;
};
