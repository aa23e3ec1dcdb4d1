/** Something that a person gave and a backend confirmed, with all that must be found of it in the end. */
export type GivenText = {
  person: string;
  taskId: string;
  /** The front end's id of the message. */
  id: string;
  /** The backend's id of the message it answers; undefined for a prompt. */
  parentId: string | undefined;
  lang: string;
  text: string;
};
export type GivenLabels = {
  person: string;
  taskId: string;
  messageId: string;
  labels: Record<string, number>;
};
export type GivenRanking = {
  person: string;
  taskId: string;
  parentId: string;
  /** Ids of the messages, the best first. */
  order: string[];
};

/** What the people of a run know they gave. */
export type Ledger = {
  texts: GivenText[];
  labelSets: GivenLabels[];
  rankings: GivenRanking[];
  /** Answers on their way when the backend died: how many of these it had, and how many it had not. */
  unknown: { wasThere: number; wasNot: number };
  /** How often a task was asked for and there was none. */
  nothingToDo: number;
};

/** A ledger with nothing in it. */
export function emptyLedger(): Ledger {
  return {
    texts: [],
    labelSets: [],
    rankings: [],
    unknown: { wasThere: 0, wasNot: 0 },
    nothingToDo: 0,
  };
}

/** How many answers were confirmed. */
export function answersIn({ texts, labelSets, rankings }: Ledger): number {
  return texts.length + labelSets.length + rankings.length;
}
