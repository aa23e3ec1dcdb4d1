import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';

// What nobody can do with less: a bare discord.js handler that makes one durable commit for everything it is told. It asks
// as many clicks of a person as the bot does.

const { DISCORD_TOKEN = '', DISCORD_API_URL = '', DATA_DIR = '.' } = process.env;
const database = new DatabaseSync(join(DATA_DIR, 'bare.sqlite'));
database.exec(
  'pragma journal_mode = wal; pragma synchronous = full; create table told (id text primary key, what text not null)',
);
const keep = database.prepare('insert into told (id, what) values (?, ?)');

const client = new Client({ intents: [], rest: { api: DISCORD_API_URL, globalRequestsPerSecond: 500 } });
client.on('interactionCreate', (interaction) => {
  keep.run(interaction.id, interaction.toString());
  answer(interaction).catch(() => {}); // whom it tells too late is counted
});
client.once('clientReady', async ({ application }) => {
  const option = { type: 3, name: 'type', description: 'Which' };
  await application.commands.set([{ name: 'task', description: 'A task', options: [option] }]);
});
await client.login(DISCORD_TOKEN);
process.once('SIGTERM', () => process.exit(0));

const after: Readonly<Record<string, ReturnType<typeof card>>> = {
  'I agree': card('Examples', 'Skip the tutorial'),
  Send: card('Saved', 'Next'),
};

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) {
    await interaction.reply({ ...card('A task', 'Answer', 'I agree'), flags: MessageFlags.Ephemeral });
  } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
    await interaction.update(card('Your text', 'Send'));
  } else if (interaction.isButton() && interaction.customId === 'Answer') {
    await interaction.showModal(form(interaction.id));
  } else if (interaction.isButton()) {
    await interaction.update(after[interaction.customId] ?? card('A task', 'Answer'));
  }
}

function card(description: string, ...labels: string[]) {
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    labels.map((label) =>
      new ButtonBuilder().setCustomId(label).setLabel(label).setStyle(ButtonStyle.Primary),
    ),
  );
  return { embeds: [{ description }], components: [row] };
}

function form(id: string): ModalBuilder {
  const input = new TextInputBuilder()
    .setCustomId('text')
    .setLabel('Your text')
    .setStyle(TextInputStyle.Paragraph);
  const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
  return new ModalBuilder().setCustomId(id).setTitle('Answer').addComponents(row);
}
