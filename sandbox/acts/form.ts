import { bounds } from '../rules/components.ts';
import { isSelect, kind, type Part, walk } from '../rules/part.ts';
import type { ActResult, FormValues, PersonAction } from '../view.ts';
import type { World } from '../world/world.ts';
import { checkChosen, resolved } from './component.ts';
import { Impossible } from './impossible.ts';
import { send } from './send.ts';

/** Submits the open form. Fields that are not given keep what the form came with. */
export function submit(
  world: World,
  personId: string,
  action: Extract<PersonAction, { do: 'submit' }>,
): Promise<ActResult> {
  const form = world.forms.get(personId);
  if (form?.id !== action.modalId) throw new Impossible('That form is not open');
  const components = form.data.components as unknown as Part[]; // checked when the bot sent it
  const known = new Set(walk(components).map(({ part }) => part.custom_id));
  const strange = Object.keys(action.values).find((customId) => !known.has(customId));
  if (strange !== undefined) throw new Impossible(`The form has no field "${strange}"`);
  const chosen: { part: Part; values: string[] }[] = [];
  const filled = components.map((part) => fill(part));
  const { channelId, opener } = form;
  return send(
    world,
    { type: 5, personId, channelId, carrierId: opener.carrierId, opener },
    { custom_id: form.data.custom_id, components: filled, resolved: everythingResolved(world, chosen) },
  );

  function fill(part: Part, label?: string): unknown {
    const { type, id } = part;
    if (type === kind.label && part.component) {
      return { type, id, component: fill(part.component, part.label ?? undefined) };
    }
    if (type === kind.row)
      return { type, id, components: (part.components ?? []).map((inner) => fill(inner)) };
    if (type === kind.text) return { type, id };
    const answer = value(world, { ...part, label: label ?? part.label ?? null }, action.values);
    if ('values' in answer && isSelect(part)) chosen.push({ part, values: answer.values });
    return { type, id, custom_id: part.custom_id, ...answer };
  }
}

type Answer = { value: string | boolean | null } | { values: string[] };

function value(world: World, part: Part, given: FormValues): Answer {
  const answer = part.custom_id ? given[part.custom_id] : undefined;
  const isRequired = part.required ?? true;
  const name = `"${part.label ?? part.custom_id}"`;
  if (part.type === kind.textInput) return { value: text(part, answer, isRequired) };
  if (part.type === kind.checkbox)
    return { value: answer === undefined ? Boolean(part.default) : answer === true };
  const values =
    asList(answer) ?? (part.options ?? []).filter((option) => option.default).map((option) => option.value);
  if (isRequired && values.length === 0) throw new Impossible(`${name} is required`);
  if (part.type === kind.upload && values.length > 0)
    throw new Impossible('The sandbox cannot upload files in forms');
  const most = part.type === kind.checkboxes ? (part.options?.length ?? 10) : 1;
  const { min, max } = part.type === kind.radio ? { min: 1, max: 1 } : bounds(part, most);
  if (values.length > 0 || isRequired) checkChosen(world, part, values, { min, max });
  return part.type === kind.radio ? { value: values[0] ?? null } : { values };
}

const asList = (answer: FormValues[string] | undefined) => {
  if (answer === undefined || typeof answer === 'boolean') return undefined;
  if (answer === null) return [];
  return Array.isArray(answer) ? answer : [answer];
};

// People's characters are counted in code points, the widest any of Discord's clients may do.
function text(part: Part, answer: FormValues[string] | undefined, isRequired: boolean): string {
  const name = `"${part.label ?? part.custom_id}"`;
  const written = typeof answer === 'string' ? answer : answer === undefined ? (part.value ?? '') : '';
  const length = [...written].length;
  if (isRequired && length === 0) throw new Impossible(`${name} is required`);
  if (length > 0 && length < (part.min_length ?? 0)) {
    throw new Impossible(`${name} needs at least ${part.min_length} characters, not ${length}`);
  }
  if (length > (part.max_length ?? 4000)) {
    throw new Impossible(`${name} takes at most ${part.max_length ?? 4000} characters, not ${length}`);
  }
  return written;
}

function everythingResolved(world: World, chosen: { part: Part; values: string[] }[]) {
  const named = (channels: boolean) =>
    chosen
      .filter(
        ({ part }) => part.type !== kind.stringSelect && (part.type === kind.channelSelect) === channels,
      )
      .flatMap(({ values }) => values);
  return {
    ...resolved(world, { type: kind.userSelect }, named(false)),
    ...resolved(world, { type: kind.channelSelect }, named(true)),
  };
}
