import { WHERE } from '../where.ts';

/** What `generate --help` prints. */
export const generateHelp = `Has a model answer the prompts of the collection, so that people can rank its replies.

  npm run data -- generate FILE --url URL --model NAME [options]
  npm run data -- import FILE --state ranking

  FILE                 where the replies go, as \`import\` takes them. One that is there is gone on with: neither what it
                       has nor what is in the collection is asked for again, so a run can be stopped and repeated
  --url URL            a server that knows OpenAI's chat completions, like http://localhost:8000/v1
  --model NAME         which of its models
  --name NAME          what the replies say as their model_name (default: the model); to ask the same model in two ways,
                       give each a name
  --key-env VARIABLE   the variable of the environment, or of .env, that holds the key; without it, none is sent

What is asked:
  --replies N          so many replies of this model for each conversation, counting those that it has (default 1)
  --system TEXT        said before each conversation
  --temperature N      from 0 to 2
  --max-tokens N       how long a reply may be; one that is cut short there is not kept
  --more JSON          further fields of a request, like {"top_p": 0.9}

How:
  --at-once N          so many at the same time (default 4)
  --tries N            how often each is tried where the server is busy or the connection breaks (default 5), with
                       longer and longer pauses, or as long as its Retry-After says
  --timeout SECONDS    for each try (default 120)

Which conversations: prompts, or, with --paths all, every one that ends with the user. As for an export of prompts:
  --state STATE,…      of trees (default prompt_lottery_waiting)
  --lang, --campaign, --since, --until, --min, --max, --min-quality, --people, --warnings, --samples
                       see export --help

A reply that is empty, cut short or longer than people may write here is not kept. After ten failures in a row, or where
the key or the model is refused, it gives up; what came before is in the file.

${WHERE}
Exit codes: 0 done, 1 replies are missing, 64 bad usage, 78 bad setting.
`;
