/** How much of what everybody has a share of somebody has taken: a bucket of tokens, as the moment from which on it is full, epoch ms. */
export type QuotasTable = { kind: 'tasks' | 'reports'; person_id: string; full_from: number };
