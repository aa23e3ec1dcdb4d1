import { bounds } from '../rules/components.ts';
import { findPart, isSelect, kind, type Part } from '../rules/part.ts';
import type { ActResult, PersonAction } from '../view.ts';
import { sees } from '../world/messages.ts';
import { channelPayload, memberPayload } from '../world/payloads.ts';
import { userPayload } from '../world/user-payload.ts';
import type { StoredMessage, World } from '../world/world.ts';
import { Impossible } from './impossible.ts';
import { send } from './send.ts';

/** Presses a button. */
export function click(
  world: World,
  personId: string,
  action: Extract<PersonAction, { do: 'click' }>,
): Promise<ActResult> {
  const { message, part } = find(world, personId, action);
  if (part.type !== kind.button) throw new Impossible(`${action.customId} is not a button`);
  return send(
    world,
    { type: 3, personId, channelId: message.channelId, carrierId: message.id },
    { custom_id: action.customId, component_type: part.type, id: part.id },
  );
}

/** Chooses in a select. */
export function select(
  world: World,
  personId: string,
  action: Extract<PersonAction, { do: 'select' }>,
): Promise<ActResult> {
  const { message, part } = find(world, personId, action);
  if (!isSelect(part)) throw new Impossible(`${action.customId} is not a select`);
  checkChosen(world, part, action.values, bounds(part, 1));
  return send(
    world,
    { type: 3, personId, channelId: message.channelId, carrierId: message.id },
    {
      custom_id: action.customId,
      component_type: part.type,
      id: part.id,
      values: action.values,
      ...(part.type === kind.stringSelect ? {} : { resolved: resolved(world, part, action.values) }),
    },
  );
}

function find(
  world: World,
  personId: string,
  { messageId, customId }: { messageId: string; customId: string },
) {
  if (world.forms.has(personId))
    throw new Impossible('A form is open in front of everything: submit or cancel it first');
  const message: StoredMessage | undefined = world.messages.get(messageId);
  if (!message || !sees(world, personId, message)) throw new Impossible('There is no such message to use');
  const part = findPart(message.components, customId);
  if (!part) throw new Impossible(`The message has no component "${customId}"`);
  if (part.disabled) throw new Impossible(`"${part.label ?? part.placeholder ?? customId}" is disabled`);
  return { message, part };
}

/** Values must be offered, different, and as many as the component asks for. */
export function checkChosen(
  world: World,
  part: Part,
  values: string[],
  { min, max }: { min: number; max: number },
): void {
  const name = `"${part.label ?? part.placeholder ?? part.custom_id}"`;
  const offered = offers(world, part);
  const strange = values.find((value) => !offered.has(value));
  if (strange !== undefined) throw new Impossible(`${name} does not offer "${strange}"`);
  if (new Set(values).size < values.length) throw new Impossible(`${name} has a value chosen twice`);
  if (values.length < min) throw new Impossible(`${name} wants at least ${min} chosen`);
  if (values.length > max) throw new Impossible(`${name} takes at most ${max}`);
}

function offers(world: World, part: Part): Set<string> {
  if (part.options) return new Set(part.options.map(({ value }) => value));
  if (part.type === kind.userSelect || part.type === kind.mentionableSelect)
    return new Set(world.people.keys());
  if (part.type === kind.channelSelect) {
    return new Set(
      [...world.channels.values()].filter(({ kind: place }) => place === 'text').map(({ id }) => id),
    );
  }
  return new Set();
}

/** The objects behind chosen people and channels, as `resolved` carries them. */
export function resolved(world: World, part: Pick<Part, 'type'>, values: string[]) {
  const people = values.flatMap((id) => world.people.get(id) ?? []);
  const channels = values.flatMap((id) => world.channels.get(id) ?? []);
  if (part.type === kind.channelSelect) {
    return {
      channels: Object.fromEntries(channels.map((channel) => [channel.id, channelPayload(world, channel)])),
    };
  }
  return {
    users: Object.fromEntries(people.map((person) => [person.id, userPayload(person)])),
    members: Object.fromEntries(
      people.map((person) => {
        const { user: _, deaf: __, mute: ___, ...member } = memberPayload(person);
        return [person.id, member];
      }),
    ),
  };
}
