/** The campaigns as contributors are shown them, which are read again when an owner has changed one. */
export type CampaignsAtHand = { refresh(): Promise<void> };
