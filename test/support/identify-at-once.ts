/** Identifies to the sandbox without the pause of five seconds between two sessions that Discord wants. */
export const identifyAtOnce = () => ({ waitForIdentify: async () => {} });
