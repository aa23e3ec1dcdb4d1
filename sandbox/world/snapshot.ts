import type { APIApplicationCommand, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { flag } from '../rules/flags.ts';
import type { ChannelView, MessageView, PersonView, Snapshot } from '../view.ts';
import { sees } from './messages.ts';
import { permissionsOf } from './payloads.ts';
import { personWith } from './people.ts';
import type { PersonRecord, StoredMessage, World } from './world.ts';

/**
 * Everything in front of one person, as plain JSON: each part as it is when it is read, so that who looks at one message
 * need not copy all there is. Throws when nobody has that id.
 */
export function snapshot(world: World, personId: string): Snapshot {
  const me = personWith(world, personId);
  const channels = () =>
    [...world.channels.values()].filter(
      (channel) => channel.personId === null || channel.personId === personId,
    );
  return {
    get me() {
      return { ...personView(world, me), installed: me.installed };
    },
    get people() {
      return [...world.people.values()].map((person) => personView(world, person));
    },
    get guild() {
      return structuredClone(world.guild);
    },
    get elsewhere() {
      return structuredClone(world.elsewhere);
    },
    get roles() {
      return [...world.roles].map(([name, id]) => ({ id, name }));
    },
    get bot() {
      return { ...botView(world), online: world.bot.online };
    },
    get channels() {
      return channels().map(({ id, name, kind }): ChannelView => ({ id, name, kind }));
    },
    get messages() {
      const visible = [...world.messages.values()].filter((message) => sees(world, personId, message));
      return structuredClone(
        Object.fromEntries(
          channels().map(({ id }) => [
            id,
            visible.filter(({ channelId }) => channelId === id).map((message) => messageView(world, message)),
          ]),
        ),
      );
    },
    get notices() {
      return structuredClone(world.notices.get(personId) ?? []);
    },
    get modal() {
      const form = world.forms.get(personId);
      return form ? structuredClone({ id: form.id, channelId: form.channelId, data: form.data }) : null;
    },
    get commands() {
      return structuredClone(commandsFor(world, me));
    },
  };
}

/** The commands a person may use on the server: those that ask for rights they lack are hidden. */
export function commandsFor(world: World, person: PersonRecord): APIApplicationCommand[] {
  return allCommands(world).filter(({ default_member_permissions: needed }) => mayUse(person, needed));
}

/** Every command that is registered. */
export function allCommands(world: World): APIApplicationCommand[] {
  return [...(world.commands.get('global') ?? []), ...(world.commands.get(world.guild.id) ?? [])];
}

function mayUse(person: PersonRecord, needed: string | null | undefined): boolean {
  if (needed == null || person.admin) return true;
  const rights = BigInt(needed);
  return rights !== 0n && (permissionsOf(person) & rights) === rights;
}

/** Somebody as everybody sees them. */
export const personView = (world: World, person: PersonRecord): PersonView => ({
  id: person.id,
  name: person.name,
  locale: person.locale,
  bot: false,
  ...dutyOf(world, person),
});
const botView = ({ bot }: World): PersonView => ({ id: bot.id, name: bot.name, locale: 'en-US', bot: true });

function dutyOf({ roles }: World, { admin, manager, roles: own }: PersonRecord): { duty?: string } {
  if (admin) return { duty: 'Owner' };
  if (manager) return { duty: 'Manages the server' };
  const names = [...roles].flatMap(([name, id]) => (own.includes(id) ? [name] : []));
  return names.length > 0 ? { duty: names.join(', ') } : {};
}

function messageView(world: World, message: StoredMessage): MessageView {
  const { id, channelId, content, embeds, components, attachments, flags, answers } = message;
  const author = world.people.get(message.authorId);
  const person = answers && world.people.get(answers.interaction.personId);
  return {
    id,
    channelId,
    author: author ? personView(world, author) : botView(world),
    sentAt: new Date(message.sentAt).toISOString(),
    editedAt: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    content,
    embeds,
    components: components as APIMessageTopLevelComponent[], // checked against Discord's schema when it came in
    attachments,
    flags,
    ephemeral: (flags & flag.ephemeral) !== 0,
    pings: message.pings,
    thinking: (flags & flag.loading) !== 0,
    command: person && answers?.command ? { name: answers.command, person: personView(world, person) } : null,
  };
}
