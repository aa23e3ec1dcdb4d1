import type { LabelDescription } from './protocol.ts';

// Which widget a label wants when a backend names it but does not describe it, from the reference's own list.
const widgets: Readonly<Record<string, string>> = {
  spam: 'yes_no',
  fails_task: 'yes_no',
  lang_mismatch: 'flag',
  pii: 'flag',
  not_appropriate: 'flag',
  hate_speech: 'flag',
  sexual_content: 'flag',
  moral_judgement: 'flag',
  political_content: 'flag',
};

/**
 * The description of every valid label, in their order: as the backend gives it, else the field's known widget
 * and a readable name. A name nobody knows is a scale, because any label value is a number from 0 to 1.
 */
export function describeLabels(
  names: readonly string[],
  given: readonly LabelDescription[] | null | undefined,
): LabelDescription[] {
  const described = new Map(given?.map((label) => [label.name, label]));
  return names.map(
    (name) =>
      described.get(name) ?? {
        name,
        widget: (Object.hasOwn(widgets, name) && widgets[name]) || 'likert',
        display_text: name.replaceAll('_', ' '),
      },
  );
}
