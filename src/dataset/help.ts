import { exportHelp } from './export/help.ts';
import { generateHelp } from './generate/help.ts';
import { modelsHelp } from './models/help.ts';
import { WHERE } from './where.ts';

/** What `--help` prints: for the whole command, and for each part. */
export const help = {
  all: `The dataset in and out.

  npm run data -- export [FILE] [options]   write the collection to a file, or to the standard output
  npm run data -- import FILE [options]     take trees, messages, stories or summaries in; FILE - is standard input
  npm run data -- report [FOLDER] [options] say what is in it: counts, lengths, labels, agreement, rankings, people
  npm run data -- generate FILE [options]   have a model answer prompts, for people to rank what it says
  npm run data -- models [options]          how strong models are, by how people ranked their replies
  npm run data -- features FORMAT           the type of every column of a format, for loaders of tables
  npm run data -- backup FILE               copy the whole database, while the bot goes on
  npm run data -- restore FILE              put such a copy in its place, while the bot is stopped
  npm run data -- samples remove            take the sample tasks out, to begin a collection of your own

Add --help to any for its options. In a pipe, use npm run --silent, so that npm adds nothing of its own.
`,

  export: exportHelp,

  report: `Says what is in the collection, in numbers: how many trees and messages, how long texts are, what labels they have and how
far reviewers agree, rankings and how fragile they are, who judges, time of work, skips, warnings, reports, duplicates.

  npm run data -- report [FOLDER] [options]

  FOLDER               where to: README.md, figures.json and pictures; without it, Markdown on the standard output
  --force              replace the report in FOLDER
  --json               the figures as JSON on the standard output

Which trees and messages, as in an export (see \`npm run data -- export --help\`), of which these differ:
  --state STATE,…      all unless it is said
  --unaccepted WHICH, --synthetic WHICH   yes unless it is said
  --lang, --campaign, --since, --until, --deleted, --warnings, --min, --max, --min-quality, --people, --model and --samples

Of time of work and skips only languages, campaigns and dates hold. Intervals are of 95 %. Where there is too little to say anything, it says so.
The same data give the same report. How each figure is worked out: docs/dataset.md.

${WHERE}
Exit codes: 0 done, 1 not done, 64 bad usage, 78 bad setting.
`,

  generate: generateHelp,

  models: modelsHelp,

  features: `The type of every column of a format, for Hugging Face datasets.

  npm run data -- features FORMAT     any that export takes

JSON Lines say nothing of the type of a null, so that files in which a column is empty, or the halves of a large one,
load together only with its type. In Python:
  features = datasets.Features.from_dict(json.load(open("features.json")))
  datasets.load_dataset("json", data_files=["a.jsonl", "b.jsonl"], features=features)
`,

  copies: `Copies of the whole database: the collection, and what people have under way.

  npm run data -- backup FILE [--data-dir DIR]
  npm run data -- restore FILE [--data-dir DIR]

\`backup\` may run at any time, beside the bot: FILE is the database as it stood at one moment, whole or not there at all, and
nobody else may read it. A file that is there is never replaced.

\`restore\` needs the bot to be stopped. It takes only a backup that is whole and from this version or an older one; the
database that was there stays beside it under another name.

${WHERE}
For PostgreSQL use pg_dump and pg_restore.
Exit codes: 0 done, 1 not done, 64 bad usage, 78 bad setting.
`,

  samples: `Takes the sample trees and stories out that came with the software.

  npm run data -- samples remove [--with-additions] [--data-dir DIR]

  --with-additions     also where people have written, judged or imported something in them, which goes with them

It says what went, takes all or nothing, and may run beside the bot. Who has a sample in hand gets back what they
wrote; points that people have for samples are gone with the next count. A bot that is started with SAMPLES=true puts
samples into an empty collection again.

${WHERE}
Exit codes: 0 done, 1 not done, 64 bad usage, 78 bad setting.
`,

  import: `Takes trees, messages, stories or summaries in, trees and messages in the form of the Open Assistant datasets: JSON
Lines, compressed or not, or Parquet.

  npm run data -- import FILE [options]

  FILE                 where from; - for the standard input. What it is, its content tells, not its name
                       The folder of a release is taken back: its messages, summaries and annotations
  --state STATE        file                    each tree in the state that the file says (default); where it says
                                               none, prompt_lottery_waiting if it is a prompt without replies, else
                                               backlog_ranking
                       initial_prompt_review   prompts without replies: people review them first
                       prompt_lottery_waiting  people answer them, a few at a time, as others end
                       growing                 people answer them at once
                       backlog_ranking         replies are ranked later: when others end, now and then one is begun
                       ranking                 replies are ranked from now on
                       ready_for_export        nothing is left to do
  --campaign NAME      new trees belong to this campaign, and are worked on in it
  --skip-bad           leave out what is bad, with what hangs on it, instead of importing nothing
  --text-limit N       longest text, in characters (default: the backend's setting textLimit, 2000 unless it is set)

${WHERE}

The least that a line needs, for a prompt that people are to answer, and for one with two replies of models
that people are to rank:
  {"text": "Why is the sky blue?", "lang": "en"}
  {"message_id": "p1", "text": "Why is grass green?", "lang": "en"}
  {"message_id": "a1", "parent_id": "p1", "role": "assistant", "text": "Chlorophyll.", "lang": "en"}
  {"message_id": "a2", "parent_id": "p1", "role": "assistant", "text": "It likes it.", "lang": "en"}
A story that people are to summarize, where the setting \`summaries\` has such tasks handed out:
  {"story": "Once upon a time …", "lang": "en"}
Lines of an export of summaries are taken as they are; ratings are taken singly only, as --events has them.
Replies may also stand in a message, as its "replies". What has no message_id gets one made from what it says. Prompts
count as written by people unless \`synthetic\` or \`model_name\` is said, replies as written by models; what does not
say how it was reviewed counts as accepted.

Replies of models to prompts that were collected here: name the parent by its message_id, as an export of messages has
it.
  {"parent_id": "0b1f…", "role": "assistant", "text": "Air.", "lang": "en", "model_name": "m-1"}
Its tree stays in its state, or is put into the one of --state, for example ranking; people who ranked it before are
asked again. A tree that was stopped, refused or is under review takes none.

Every line is checked first, and the first hundred faults are told with their lines; only then is anything stored.
Messages may stand in any order, but each needs its parent in the same file or here. What is here already stays as it
is, so that an import can be repeated; the same message_id with another text is a fault. Languages are BCP 47 tags, in
any spelling. Fields that the form does not know are kept in meta and given back by an export. Trees are stored whole
and a few at a time, so the bot can go on meanwhile. What is cut short, by Ctrl+C or a power cut, leaves whole trees,
and the same import again adds the rest. While 250 prompts of a language wait (setting \`maxPromptsWaiting\`), nobody
is asked for new ones.
Exit codes: 0 done, 1 not done, 64 bad usage, 65 bad lines, 78 bad setting.
`,
} as const;
