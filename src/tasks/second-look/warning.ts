/** What a second look may find in a text. The names are kept with answers, for researchers: none is ever given another meaning. */
export type Warning = 'email' | 'phone' | 'iban' | 'card' | 'address' | 'token' | 'chatbot' | 'short';
