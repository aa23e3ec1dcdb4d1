import { WHERE } from '../where.ts';

/** What `models --help` prints. */
export const modelsHelp = `Says how strong models are, by how people ranked their replies: strengths of Bradley and Terry, with intervals of 95 %.

  npm run data -- models [options]

  --json               JSON with all figures instead of a table
  --independent WHAT   what counts as independent for the intervals: ballots (default), people, or conversations
  --prior N            so many wins and defeats of each beforehand (default 0.5), so that every strength is finite

Every two replies of the assistant to the same message that a person has put in an order are a comparison of who wrote
them; people are one competitor together. Replies of the same text are a tie, half a win for each. Who found none usable
preferred none, and two replies of the same model say nothing.

Which, as for an export of rankings (see export --help):
  --state, --lang, --campaign, --since, --until, --deleted, --unaccepted, --synthetic, --warnings, --min, --max,
  --min-quality, --people, --model, --samples

\`export --rank-by model\` puts replies into the order of these strengths.

${WHERE}
Exit codes: 0 done, 1 not done, 64 bad usage, 78 bad setting.
`;
