import { pinged } from '../rules/mentions.ts';
import type { ActResult, PersonAction } from '../view.ts';
import { addMessage, removeMessage, sees } from '../world/messages.ts';
import { clearNotices } from '../world/notices.ts';
import { mayEnter, personWith } from '../world/people.ts';
import type { World } from '../world/world.ts';
import { autocomplete, useCommand } from './command.ts';
import { click, select } from './component.ts';
import { submit } from './form.ts';
import { Impossible } from './impossible.ts';

type Acts = {
  [Do in PersonAction['do']]: (
    world: World,
    personId: string,
    action: Extract<PersonAction, { do: Do }>,
  ) => Wait;
};
type Wait = Promise<ActResult> | ActResult;

const acts: Acts = {
  command: useCommand,
  autocomplete,
  click,
  select,
  submit,
  cancel(world, personId, { modalId }) {
    if (world.forms.get(personId)?.id !== modalId) throw new Impossible('That form is not open');
    world.forms.delete(personId); // the bot is not told
    world.changed([personId]);
    return { ok: true };
  },
  dismiss(world, personId, { messageId }) {
    const message = world.messages.get(messageId);
    if (!message || !sees(world, personId, message))
      throw new Impossible('There is no such message to dismiss');
    if (!message.onlyFor) throw new Impossible('Only messages that nobody else sees can be dismissed');
    removeMessage(world, message);
    return { ok: true };
  },
  delete(world, personId, { messageId }) {
    const message = world.messages.get(messageId);
    if (!message || !sees(world, personId, message)) throw new Impossible('There is no such message');
    const may = message.authorId === personId || personWith(world, personId).admin;
    if (!may || message.onlyFor) throw new Impossible('That message is not theirs to delete');
    removeMessage(world, message);
    return { ok: true };
  },
  reload(world, personId) {
    for (const message of world.messages.values()) {
      if (message.onlyFor === personId) world.messages.set(message.id, { ...message, forgotten: true });
    }
    world.forms.delete(personId);
    world.changed([personId]);
    return { ok: true };
  },
  install(world, personId, { installed }) {
    personWith(world, personId).installed = installed;
    world.changed([personId]);
    return { ok: true };
  },
  speak(world, personId, { locale }) {
    personWith(world, personId).locale = locale;
    world.changed('all');
    return { ok: true };
  },
  say(world, personId, { channelId, text }) {
    if (!text.trim()) throw new Impossible('An empty message cannot be sent');
    addMessage(world, {
      id: world.newId(),
      channelId,
      authorId: personId,
      content: text.trim(),
      embeds: [],
      components: [],
      attachments: [],
      flags: 0,
      pings: pinged([text], null),
      sentAt: world.clock.now(),
      editedAt: null,
      onlyFor: null,
      forgotten: false,
      answers: null,
    });
    return { ok: true };
  },
};

/**
 * Does what a person does. Resolves when the bot has given its first answer or its three seconds are over; what came of it is in
 * the snapshot. What Discord's client would not let the person do is refused with a reason, and the bot is told nothing.
 */
export async function act(world: World, personId: string, action: PersonAction): Promise<ActResult> {
  try {
    personWith(world, personId);
    if ('channelId' in action && !mayEnter(world, personId, action.channelId)) {
      throw new Impossible('That channel is not one of yours');
    }
    if (action.do !== 'autocomplete') clearNotices(world, personId);
    const perform = acts[action.do] as (world: World, personId: string, action: PersonAction) => Wait;
    return await perform(world, personId, action);
  } catch (error) {
    if (error instanceof Impossible) return { ok: false, error: error.message };
    throw error;
  }
}
