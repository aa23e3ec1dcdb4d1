/** Long work that an owner asked for. One row a job, until a day after it has ended. */
export type JobsTable = {
  /** What buttons know it by: nobody can guess it. */
  id: string;
  kind: string;
  /** `asked` while its owner has not said that it is to be done. */
  state: 'asked' | 'running' | 'ended';
  /** 1 while it runs, else null: no two rows have the same, so that one job of a collection runs at a time. */
  turn: number | null;
  /** The owner's Discord id. */
  person_id: string;
  locale: string;
  /** What is to be done, as JSON of its kind. */
  wish: string;
  /** How far it is, or what came of it: lines of text by their names, as JSON. */
  said: string;
  /** The message that shows it, and the interaction's token by which that can be changed until `valid_until`. */
  message_id: string | null;
  token: string | null;
  valid_until: number;
  /** 1 when it was to be stopped. */
  stopping: number;
  /** 1 when its owner has been shown how it ended. */
  told: number;
  /** Rises with every process that begins it. */
  attempts: number;
  /** Until when some process is busy with it. */
  leased_until: number;
  created_at: number;
  updated_at: number;
};
