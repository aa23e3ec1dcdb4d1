const WHERE = `Where the data is:
  PostgreSQL if DATABASE_URL is set, else bot.sqlite in the folder \`backend\` of DATA_DIR (./data).
  The backend says at its start which database that is. Both settings may also stand in .env.
  --data-dir DIR       the folder of bot.sqlite instead of both; for the collection of a bot, the DATA_DIR of that bot`;

/** What `--help` prints: for the backend itself, and for its keys. */
export const help = {
  serve: `The embedded backend alone, for any OASST front end.

  npm run backend -- --port PORT --key-file FILE [options]
  npm run backend -- keys …                          more keys for it, see keys --help

  --port PORT          where to listen, 0 to 65535; 0 takes any free port
  --key-file FILE      a file with the trusted key that front ends send as X-API-Key
  --key KEY            the key itself; whoever may list the machine's processes sees it. Without either: BACKEND_KEY
  --host ADDRESS       the address to listen on (default 127.0.0.1: this machine only)
  --empty              without the sample tasks, and with the reference backend's settings
  --set NAME=VALUE     one of the settings in docs/settings.md; may be given several times

It answers under /api/v1, describes itself at /api/v1/openapi.json, and has figures for Prometheus at /metrics, for
which no key is asked. SIGTERM or SIGINT ends it.

${WHERE}
Settings are read from backend.json in DATA_DIR (or --data-dir), too. LOG_LEVEL is trace to silent (default info).
Exit codes: 0 ended by a signal, 1 it could not start, 78 bad usage or setting.
`,

  keys: `Keys of the embedded backend. People and tasks belong to a key's client, and every key of a client sees the same.

  npm run backend -- keys add --client NAME [--trusted] [--description TEXT]
  npm run backend -- keys list
  npm run backend -- keys revoke NAME

  --client NAME        whose key it is, up to 64 characters; \`default\` is the client of the serving key
  --trusted            may change people and messages, see all statistics, and people of every client by their
                       user_id; by their Discord id those of another client with ?api_client_id=CLIENT
  --description TEXT   what it is for, to find it again

\`add\` prints the key, once: only its digest is kept. \`revoke\` takes the name that \`list\` shows. Each says which database
it is about; only \`add\` makes one where there is none.

${WHERE}
Exit codes: 0 done, 1 not done, 78 bad usage or setting.
`,
} as const;
