import { treeStates } from '../../backend/trees/tables.ts';
import { WHERE } from '../where.ts';
import { formatsInWords, takingToo } from './formats/in-words.ts';

/** What `export --help` prints. */
export const exportHelp = `Writes the collection as JSON Lines, in the form of the Open Assistant datasets.

  npm run data -- export [FILE] [options]

  FILE                 where to; compressed if the name ends in .gz; without it, the standard output
  --force              replace FILE if it is there
  --split SIDE=SHARE,… a file for each side, like train=0.8,validation=0.1,test=0.1: out.train.jsonl and so on for
                       out.jsonl. Sides go by tree and never change; prompts that are nearly the same share a side

  --format FORMAT      ${formatsInWords(23)}

What is made, where a format leaves a choice:
  --pairs WHICH        final     the better in the final order, where more people agree than not (default)
                       majority  the one that more people preferred, also against the final order
                       all       the better in the final order, whatever people said of the two
  --between KIND,…     pairs of: assistant (default), prompter replies, prompts that people ranked by majority
  --min-margin N       only pairs that at least N more people decided this way than that; of summaries, only those
                       whose mean ratings are at least N apart
  --paths WHICH        best      one conversation a tree, the best reply at each step (default)
                       all       every conversation; with prompts, every one that ends with the user
  --top-k N            with --paths all, of the replies to the same message only the N best
  --rank-by WHICH      people    places in the final order (default)
                       model     places by how strong the models are in all rankings of what is exported, also where
                                 nobody ranked (see models --help); votes stay as they are
  --key TEXT           what pseudonyms are made with (HMAC-SHA-256); a new one for every export without it

A release, in a folder:
  npm run data -- export FOLDER --release [options]
                       Parquet and JSON Lines of every side, with a dataset card, the rules of the collection, the
                       versions of the consent, and CHANGES.md. The same data make the same bytes
  --format FORMAT,…    messages, trees, sft, pairs and summaries by default, with labels
  --license ID         as Hugging Face names them, like cc-by-4.0
  --name TEXT          what the dataset is called
  --no-report          no figures in the card: they take a quarter of the time
  --previous FOLDER    an earlier release: what is different, and tombstones.jsonl with the SHA-256 of the ids of what
                       was deleted since

Which trees:
  --lang LANG,…        only these languages
  --state STATE,…      only these states (default ready_for_export), or all:
                       ${treeStates.slice(0, 5).join(', ')},
                       ${treeStates.slice(5).join(', ')}
  --since DATE         begun on or after this date or time (UTC), like 2026-01-31 or 2026-01-31T12:00:00Z
  --until DATE         begun before it
  --campaign NAME,…    only those of these campaigns, by name or id; a name with commas stands in double quotes:
                       '"Poems, or so",Recipes'

Which messages (a message that is left out takes everything below it along):
  --deleted WHICH      deleted ones: no (default), yes, or only
  --unaccepted WHICH   those that reviewers refused or have not decided about: no (default), yes, or only
  --synthetic WHICH    those that models wrote: no (leaves out the whole tree), yes, or only
                       Without them, no; but these take what models wrote as well:
                       ${takingToo('synthetic')};
                       and these what was refused: ${takingToo('unaccepted')}
                       \`only\` tears trees apart, so it needs --format messages
  --warnings WHICH     those that were sent in spite of what a second look had found: yes (default), no, or only;
                       summaries as well
  --min LABEL=N,…      only those whose mean of a label is at least N, from 0 to 1: quality=0.5,helpfulness=0.6
  --max LABEL=N,…      only those whose mean of a label is at most N: toxicity=0.3
                       A reply of the assistant to which nobody gave the label is left out, a message of the user
                       is not
  --min-quality N      the same as --min quality=N
  --people N           only those that at least N people have reviewed or ranked
  --model NAME,…       of what models wrote, only what these wrote
  --samples            the samples that came with the software, too
                       What people wrote or judged who left or were disabled is always left out.

What is said of each:
  --labels             means of the labels that reviewers gave; with pairs, those of both sides
  --no-emojis          no counts of emojis
  --events             who gave which emoji, who ranked how, and who rated a summary how
  --salt TEXT          hash every id with this text: SHA-256 of "user:", "message:", "message_tree:", "story:" or
                       "summary:", id and TEXT

What is left out is counted on the standard error, with the option that brings it in. An option that says nothing about
a format is refused with it.

Every line has every field of its format, with null where there is nothing, and every label and emoji that there is.

${WHERE}

The file is written under another name and renamed when it is complete. Exit codes: 0 done, 1 not done, 64 bad usage,
78 bad setting.
`;
