/** What is found in a text by looking at it alone. */
export type AtOnce = 'email' | 'phone' | 'iban' | 'card' | 'address' | 'token' | 'chatbot' | 'short';

/** What takes somebody else to find: a detector of languages, or whoever knows the texts of others. */
export const foundLater = ['language', 'like_own', 'like_others'] as const;

/** What a second look may find in a text. The names are kept with answers, for researchers: none is ever given another meaning. */
export type Warning = AtOnce | (typeof foundLater)[number];
