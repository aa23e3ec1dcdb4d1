import type { PersonAction } from '../../view.ts';
import type { Line } from './line.ts';
import { readOptions } from './reading.ts';

type Question = Extract<PersonAction, { do: 'autocomplete' }>;

/** What the bot is asked while somebody types in an option: with the command's other options, if these are right. */
export function questionFor({ draft }: Line, option: string, value: string): Omit<Question, 'channelId'> {
  const others = draft && readOptions({ ...draft, values: { ...draft.values, [option]: '' } });
  const options = others && 'options' in others ? others.options : {};
  return { do: 'autocomplete', name: draft?.command.name ?? '', option, value, options };
}
