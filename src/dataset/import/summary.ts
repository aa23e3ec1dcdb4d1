import { count } from '../counting.ts';
import type { Carried } from './carry-out.ts';
import type { Survey } from './survey.ts';

/** What became of a file, in one sentence. */
export function summary(found: Survey, stored: Carried): string {
  const { trees, messages, added, stories, summaries } = stored;
  const states = trees === found.trees.size ? statesOf(found.trees) : ''; // else some of them have come by another way meanwhile
  const said = [`Imported ${count(trees, 'new tree')} with ${count(messages, 'message')}${states}`];
  if (added.trees > 0)
    said.push(
      `${count(added.messages, 'message')} added to ${count(added.trees, 'tree')} that ${was(added.trees)} here`,
    );
  if (stories > 0) said.push(count(stories, 'new story', 'new stories'));
  if (summaries > 0) said.push(count(summaries, 'new summary', 'new summaries'));
  if (found.annotations.taken > 0) said.push(count(found.annotations.taken, 'annotation'));
  const changed = found.additions.size - added.trees;
  if (changed > 0)
    said.push(
      `${count(changed, 'tree')} changed meanwhile: the same import again adds to ${changed === 1 ? 'it' : 'them'}`,
    );
  const here = found.known + (changed > 0 ? 0 : found.places.size - messages - added.messages);
  if (here > 0) said.push(`${count(here, 'message')} here already`);
  const storiesHere = found.knownStories + found.stories.size - stories;
  if (storiesHere > 0) said.push(`${count(storiesHere, 'story', 'stories')} here already`);
  const summariesHere = found.knownSummaries + found.summaries.size - summaries;
  if (summariesHere > 0) said.push(`${count(summariesHere, 'summary', 'summaries')} here already`);
  if (found.annotations.left > 0)
    said.push(`${count(found.annotations.left, 'annotation')} of what is not new here, which are not taken`);
  if (found.lostRatings > 0)
    said.push(
      `${count(found.lostRatings, 'rating')} in means only, which are not taken (export with --events, or annotations)`,
    );
  said.push(...badParts(found), ...keptParts(found));
  return `${said.join('; ')}.`;
}

function badParts({ faults, places }: Survey): string[] {
  const bad = new Set(faults.map(({ line }) => line));
  const partly = new Set(
    places
      .values()
      .map(({ line }) => line)
      .filter((line) => bad.has(line)),
  ).size;
  const wholly = bad.size - partly;
  return [
    ...(wholly > 0 ? [`${count(wholly, 'bad line')} left out`] : []),
    ...(partly > 0 ? [`parts of ${count(partly, 'line')} left out`] : []),
  ];
}

const NAMES_TOLD = 10;

function keptParts({ unknown }: Survey): string[] {
  if (unknown.size === 0) return [];
  const names = [...unknown].map(([name, number]) => `${name} (${number})`);
  const more = names.length > NAMES_TOLD ? ` and ${count(names.length - NAMES_TOLD, 'other')}` : '';
  return [`unknown fields kept in meta: ${names.slice(0, NAMES_TOLD).join(', ')}${more}`];
}

function statesOf(plans: Survey['trees']) {
  if (plans.size === 0) return '';
  const byState = Map.groupBy(plans.values(), ({ state }) => state);
  return ` (${[...byState].map(([state, all]) => `${all.length} ${state}`).join(', ')})`;
}

function was(number: number) {
  return number === 1 ? 'was' : 'were';
}
