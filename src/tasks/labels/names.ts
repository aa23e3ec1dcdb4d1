import { modalLimits } from '../../discord/limits/limits.ts';
import { shorten } from '../../discord/text/shorten.ts';
import type { Words } from '../../locales/words.ts';
import type { LabelDescription } from '../../oasst/protocol.ts';
import { hasVisible } from '../../text.ts';

/** The name of a label: ours if we know it, else what the backend calls it, if that can be seen. */
export function labelName(label: LabelDescription, words: Words): string {
  const known = words.find(`widget.${label.name}.name`) ?? words.find(`widget.${label.name}.short`);
  const name = [known, label.display_text, label.name].find((text) => text !== undefined && hasVisible(text));
  return shorten(name ?? words('speaker.empty'), { units: modalLimits.label });
}

/** A label as a form names and explains it. */
export function titled(label: LabelDescription, words: Words): { label: string; description?: string } {
  const title = words.find(`widget.${label.name}.short`);
  const help =
    title === undefined ? label.help_text || longName(label) : words.find(`widget.${label.name}.help`);
  return {
    label: title ?? labelName(label, words),
    ...(help && hasVisible(help)
      ? { description: shorten(help, { units: modalLimits.labelDescription }) }
      : {}),
  };
}

/** The backend's whole name for a label, when it is too long to be a title. */
function longName({ display_text }: LabelDescription): string | undefined {
  return display_text.length > modalLimits.label ? display_text : undefined;
}
