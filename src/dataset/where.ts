/** What --help says of where a collection is. */
export const WHERE = `Where the collection is:
  The bot's own, by default: DATABASE_URL if set, else bot.sqlite in DATA_DIR (./data).
  --data-dir DIR       that of another folder; \`npm run backend\` keeps its own in DATA_DIR/backend`;
