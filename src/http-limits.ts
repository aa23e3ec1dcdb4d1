/** What a server takes from whoever connects to it, so that strangers cannot hold it up. */
export const httpLimits = {
  /** How long the head of a request may take, in ms. */
  headersTimeout: 10_000,
  /** How long a whole request may take to arrive, in ms. */
  requestTimeout: 30_000,
  /** How often both are looked at, in ms. */
  connectionsCheckingInterval: 5_000,
} as const;

/** How many connections are open at once; more are closed as they come. */
export const MOST_CONNECTIONS = 500;
