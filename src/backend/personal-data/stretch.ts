/** Where a page of a list begins, and how many entries it has at most. */
export type Stretch = { offset: number; limit: number };
