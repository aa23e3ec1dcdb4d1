/** The database cannot be used. `message` is one plain sentence for whoever runs the bot; it holds no password. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** A later version of the bot has already changed this database, so this version must not touch it. */
export class NewerSchema extends StoreError {
  override name = 'NewerSchema';
}
