import {
  type APIModalInteractionResponseCallbackData,
  type ChatInputCommandInteraction,
  Client,
  Events,
  type Interaction,
  type InteractionReplyOptions,
  MessageFlags,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';

/** What the bot was told by forms, selects and commands, in order. */
export type Told = { what: string; value: unknown };

const long = 'The quick brown fox jumps over the lazy dog while the committee debates the colour of foxes. ';

/** Text that would be dangerous if it ever became HTML, and text that is Markdown. */
export const hostile =
  '<script>window.hurt = 1</script><img src=x onerror="window.hurt = 1"> &lt;b&gt; [go](javascript:window.hurt=1)';

const commands: RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    name: 'task',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    description: 'Get your next task',
    name_localizations: { de: 'aufgabe' },
    description_localizations: { de: 'Hol dir deine nächste Aufgabe' },
    options: [
      {
        type: 3,
        name: 'type',
        description: 'What kind of task',
        choices: [
          {
            name: 'Write a prompt',
            value: 'initial_prompt',
            name_localizations: { de: 'Eine Frage schreiben' },
          },
          { name: 'Rank replies', value: 'rank_assistant_replies' },
        ],
      },
      { type: 3, name: 'language', description: 'The language of the task', autocomplete: true },
    ],
  },
  { name: 'hostile', description: 'Shows text that must stay text' },
  { name: 'markdown', description: 'Shows all of Markdown' },
  { name: 'layout', description: 'Shows Components V2' },
  { name: 'slow', description: 'Thinks before it answers' },
  { name: 'mute', description: 'Never answers' },
  {
    name: 'rename',
    description: 'Takes a required option',
    options: [{ type: 4, name: 'count', description: 'How many', required: true }],
  },
  {
    name: 'take',
    description: 'Takes a file',
    options: [{ type: 11, name: 'file', description: 'Which', required: true }],
  },
];

/** A form with a field of every kind that the page can fill in: five places, so that it scrolls. */
export const form: APIModalInteractionResponseCallbackData = {
  custom_id: 'form:1',
  title: 'Label this reply (1 of 2)',
  components: [
    {
      type: 18,
      label: 'Is it spam?',
      description: 'Low-quality or irrelevant on purpose',
      component: {
        type: 21,
        custom_id: 'spam',
        options: [
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ],
      },
    },
    {
      type: 18,
      label: 'Quality',
      component: {
        type: 21,
        custom_id: 'quality',
        required: false,
        options: ['1', '2', '3', '4', '5'].map((value) => ({
          value,
          label: value === '1' ? '1 – very low' : value === '5' ? '5 – very high' : value,
        })),
      },
    },
    {
      type: 18,
      label: 'Anything wrong with it?',
      description: 'Tick all that apply',
      component: {
        type: 22,
        custom_id: 'flags',
        required: false,
        min_values: 0,
        max_values: 2,
        options: [
          { value: 'pii', label: 'Contains personal data' },
          { value: 'lang', label: 'Wrong language', description: 'Not the language of the task' },
          { value: 'hate', label: 'Hate speech' },
        ],
      },
    },
    {
      type: 18,
      label: 'Why?',
      component: {
        type: 3,
        custom_id: 'why',
        placeholder: 'Pick one',
        options: [
          { value: 'a', label: 'It is rude' },
          { value: 'b', label: 'It is wrong', description: 'Facts do not hold' },
        ],
      },
    },
    {
      type: 18,
      label: 'Your reply',
      description: 'Write what you would say',
      component: {
        type: 4,
        custom_id: 'text',
        style: 2,
        min_length: 1,
        max_length: 2000,
        placeholder: 'Once upon a time…',
      },
    },
  ],
};

/** The rest of the kinds: text to read, a single tick, a short input. */
export const secondForm: APIModalInteractionResponseCallbackData = {
  custom_id: 'form:2',
  title: 'Report',
  components: [
    { type: 10, content: 'Tell us **what is wrong**. Nobody else sees it.' },
    { type: 18, label: 'Reason', component: { type: 4, custom_id: 'reason', style: 1, max_length: 100 } },
    { type: 18, label: 'Hide it from me', component: { type: 23, custom_id: 'hide' } },
  ],
};

/** The card of a task, as the real bot might show it. */
const card: InteractionReplyOptions = {
  flags: MessageFlags.Ephemeral,
  embeds: [
    {
      title: 'Reply as the assistant',
      description: `Read the conversation and write the next reply.\n\n**👤 User**\n> How do I make pancakes?\n> I have no eggs.\n\n**🤖 Assistant**\n> Use a mashed banana instead of each egg.\n\n**👤 User**\n> ${long}`,
      color: 0x5865f2,
      fields: [
        { name: 'Next to speak', value: '🤖 Assistant', inline: true },
        { name: 'Language', value: 'English', inline: true },
        { name: 'Expires', value: `<t:${Math.floor(Date.UTC(2099, 0, 1) / 1000)}:R>`, inline: true },
      ],
      footer: { text: 'Task 4f1c' },
    },
  ],
  components: [
    {
      type: 1,
      components: [
        { type: 2, style: 1, label: 'Answer', custom_id: 'answer' },
        { type: 2, style: 2, label: 'Skip', custom_id: 'skip' },
        { type: 2, style: 2, label: 'Report', custom_id: 'report' },
        { type: 2, style: 5, label: 'Guidelines', url: 'https://example.org/guidelines' },
        { type: 2, style: 3, label: 'Hold', custom_id: 'hold' },
      ],
    },
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'rate',
          placeholder: 'Rate the reply',
          options: [
            { value: '1', label: 'Poor' },
            { value: '5', label: 'Great', description: 'As good as it gets' },
          ],
        },
      ],
    },
  ],
};

const everyMark = [
  '# Heading one',
  '## Heading two',
  '### Heading three',
  '-# Subtext under it',
  '**bold** *italic* ***both*** __under__ ~~gone~~ `code` ||spoiler|| \\*escaped\\*',
  '- one',
  '- two',
  '  - two and a half',
  '1. first',
  '2. second',
  '> quoted',
  '> twice',
  '```ts',
  'const a = "<b>";',
  '```',
  'A [masked link](https://example.org) and https://example.org/bare and <https://example.org/angle>',
  '<t:0:D> <t:0:R> <#CHANNEL> <@ME> @everyone </task:123456789012345678>',
  'שלום עולם, זה טקסט מימין לשמאל (123).',
  'مرحبا بالعالم',
  '日本語のテキスト 🎉 👩‍👩‍👧',
].join('\n');

/** A bot that shows everything the page must be able to draw. `told` collects what people sent. */
export async function showcaseBot({ apiUrl, token }: { apiUrl: string; token: string }, told: Told[] = []) {
  const client = new Client({ intents: [], rest: { api: apiUrl } });
  let release = () => {};
  client.on(Events.InteractionCreate, async (interaction) => {
    await answer(interaction, told, (wait) => {
      release = wait;
    });
  });
  client.on('error', () => {});
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(token);
  await ready;
  await client.application?.commands.set(commands);
  return { client, told, release: () => release(), close: () => client.destroy() };
}

/** The form under an id of its own: Discord's phones show a form from memory when its id comes again. */
function fresh(form: APIModalInteractionResponseCallbackData, nonce: string) {
  return { ...form, custom_id: `${form.custom_id}:${nonce}` };
}

async function answer(interaction: Interaction, told: Told[], hold: (release: () => void) => void) {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    const all = [
      { name: 'English', value: 'en' },
      { name: 'Deutsch', value: 'de' },
      { name: 'Español', value: 'es' },
    ];
    return interaction.respond(all.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase())));
  }
  if (interaction.isChatInputCommand()) return command(interaction, told, hold);
  if (interaction.isModalSubmit()) {
    const values = interaction.components.flatMap((top) => ('component' in top ? [top.component] : []));
    told.push({ what: interaction.customId, value: values.map((field) => ({ ...field })) });
    if (interaction.customId.startsWith('form:2') && interaction.isFromMessage())
      return interaction.update({ embeds: [{ description: 'Reported.' }, { description: long.repeat(15) }] });
    return interaction.reply({ content: 'Saved. Thank you!', flags: MessageFlags.Ephemeral });
  }
  if (!interaction.isMessageComponent()) return;
  told.push({ what: interaction.customId, value: interaction.isAnySelectMenu() ? interaction.values : null });
  if (interaction.customId === 'answer') return interaction.showModal(fresh(form, interaction.id));
  if (interaction.customId === 'report') return interaction.showModal(fresh(secondForm, interaction.id));
  if (interaction.customId === 'hold') {
    await new Promise<void>((resolve) => hold(resolve));
    return interaction.deferUpdate();
  }
  if (interaction.message.flags.has(MessageFlags.IsComponentsV2)) return interaction.deferUpdate();
  return interaction.update({ content: `You chose **${interaction.customId}**.`, embeds: [] });
}

async function command(
  interaction: ChatInputCommandInteraction,
  told: Told[],
  hold: (release: () => void) => void,
) {
  const { commandName, options, channelId, user } = interaction;
  told.push({
    what: `/${commandName}`,
    value: Object.fromEntries(options.data.map(({ name, value }) => [name, value])),
  });
  if (commandName === 'task') return interaction.reply(card);
  if (commandName === 'mute') return;
  if (commandName === 'take') return interaction.reply(`Took ${options.getAttachment('file', true).name}.`);
  if (commandName === 'hostile')
    return interaction.reply({
      content: hostile,
      embeds: [
        {
          title: hostile,
          description: hostile,
          fields: [{ name: hostile, value: hostile }],
          footer: { text: hostile },
          author: { name: hostile },
        },
      ],
    });
  if (commandName === 'markdown')
    return interaction.reply({ content: everyMark.replace('CHANNEL', channelId).replace('ME', user.id) });
  if (commandName === 'layout')
    return interaction.reply({ flags: MessageFlags.IsComponentsV2, components: layout });
  if (commandName === 'slow') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await new Promise<void>((resolve) => hold(resolve));
    return interaction.editReply('Here it is.');
  }
  if (commandName === 'rename') return interaction.reply(`Renamed ${options.getInteger('count')} things.`);
}

const layout: InteractionReplyOptions['components'] = [
  { type: 10, content: '## Components V2\nText outside a container.' },
  {
    type: 17,
    accent_color: 0x3ba55c,
    components: [
      {
        type: 9,
        components: [{ type: 10, content: '**A section**\nwith a button beside it.' }],
        accessory: { type: 2, style: 3, label: 'Accept', custom_id: 'accept' },
      },
      { type: 14, divider: true, spacing: 1 },
      { type: 10, content: '- a list\n- in a container\n-# and some subtext' },
      {
        type: 1,
        components: [
          { type: 2, style: 4, label: 'Delete', custom_id: 'delete', emoji: { name: '🗑️' } },
          { type: 2, style: 2, label: 'Disabled', custom_id: 'no', disabled: true },
        ],
      },
      {
        type: 1,
        components: [
          {
            type: 3,
            custom_id: 'many',
            placeholder: 'Choose up to two',
            min_values: 0,
            max_values: 2,
            options: ['Red', 'Green', 'Blue'].map((label) => ({ label, value: label.toLowerCase() })),
          },
        ],
      },
      { type: 1, components: [{ type: 5, custom_id: 'who', placeholder: 'Choose a person' }] },
    ],
  },
];
