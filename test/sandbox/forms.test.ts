import { MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import { expect, test } from 'vitest';
import { scene } from '../support/sandbox-client.ts';
import {
  button,
  checkbox,
  checkboxes,
  display,
  form,
  input,
  label,
  option,
  options,
  radio,
  row,
  select,
} from '../support/sandbox-parts.ts';

const everything = form(
  label('Text', input('text')),
  label('Scale', radio('scale', options(5)), { description: 'From bad to good' }),
  label('Flags', checkboxes('flags', options(3), { required: false, min_values: 0 })),
  label('Pick', select('pick', options(4), { max_values: 2 })),
  label('Sure', checkbox('sure')),
);

const read = ({ fields }: ModalSubmitInteraction) => [
  fields.getTextInputValue('text'),
  fields.getRadioGroup('scale'),
  fields.getCheckboxGroup('flags'),
  fields.getStringSelectValues('pick'),
  fields.getCheckbox('sure'),
];

test('a form opened by a button is filled in, read, and changes the message', async () => {
  const seen: unknown[] = [];
  const { ada, errors } = await scene({
    command: (interaction) =>
      interaction.reply({ components: [row(button('open'))], content: 'card', flags: 64 }),
    component: (interaction) => interaction.showModal(everything as never),
    form: async (interaction) => {
      if (!interaction.isFromMessage()) return;
      seen.push(...read(interaction));
      await interaction.update('saved');
    },
  });
  await ada.command('go');
  await ada.click('open');
  expect(ada.modal?.data.title).toBe('Form');
  await ada.submit({ Text: 'words', Scale: 'o3', flags: ['o0', 'o2'], Pick: 'o1', Sure: true });
  expect(seen).toEqual(['words', 'o3', ['o0', 'o2'], ['o1'], true]);
  expect(ada.modal).toBeNull();
  expect(ada.last().content).toBe('saved');
  expect(errors).toEqual([]);
});

test('texts of a form are read by people, and come back as places without words', async () => {
  const sent: unknown[] = [];
  const { ada } = await scene({
    raw: async (interaction, client) => {
      if (interaction.type === 5) sent.push(...interaction.data.components);
      const body = { type: 9, data: form(display('Read **this**'), label('Text', input('text'))) };
      if (interaction.type === 2)
        await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body });
    },
  });
  void ada.command('go');
  await ada.until(({ modal }) => modal !== null);
  expect(ada.formTexts).toEqual(['Read **this**']);
  expect(ada.screen()).toContain('Read **this**');
  expect(ada.fields.map(({ label: name }) => name)).toEqual(['Text']);
  void ada.submit({ Text: 'words' }).catch(() => {});
  await expect.poll(() => sent).toMatchObject([{ type: 10 }, { type: 18, component: { value: 'words' } }]);
  expect(sent[0]).not.toHaveProperty('content');
});

test('optional fields may stay empty', async () => {
  const seen: unknown[] = [];
  const optional = { required: false };
  const { ada, errors } = await scene({
    command: (interaction) =>
      interaction.showModal(
        form(
          label('Text', input('text', optional)),
          label('Scale', radio('scale', options(2), optional)),
          label('Flags', checkboxes('flags', options(2), { ...optional, min_values: 0 })),
          label('Pick', select('pick', options(2), { ...optional, min_values: 0 })),
          label('Sure', checkbox('sure')),
        ) as never,
      ),
    form: async (interaction) => {
      seen.push(...read(interaction), interaction.isFromMessage());
      await interaction.reply({ content: 'thanks', flags: MessageFlags.Ephemeral });
    },
  });
  await ada.command('go');
  await ada.submit();
  expect(seen).toEqual(['', null, [], [], false, false]);
  expect(ada.text()).toBe('thanks');
  expect(errors).toEqual([]);
});

test('what a form comes filled with is sent unless it is changed', async () => {
  const seen: unknown[] = [];
  const { ada } = await scene({
    command: (interaction) =>
      interaction.showModal(
        form(
          display('Read this first'),
          label('Text', input('text', { value: 'draft' })),
          label('Scale', radio('scale', [option('a'), option('b', { default: true })])),
        ) as never,
      ),
    form: async (interaction) => {
      seen.push(interaction.fields.getTextInputValue('text'), interaction.fields.getRadioGroup('scale'));
      await interaction.reply('ok');
    },
  });
  await ada.command('go');
  expect(ada.fields.map(({ value }) => value)).toEqual(['draft', ['b']]);
  await ada.submit();
  expect(seen).toEqual(['draft', 'b']);
});

test('selects of people and channels in a form bring the chosen ones along', async () => {
  const seen: unknown[] = [];
  const { sandbox, ada, errors } = await scene({
    command: (interaction) =>
      interaction.showModal(
        form(
          label('Who', { type: 5, custom_id: 'who' }),
          label('Where', { type: 8, custom_id: 'where' }),
        ) as never,
      ),
    form: async (interaction) => {
      seen.push(interaction.fields.getSelectedUsers('who')?.map(({ username }) => username));
      seen.push(interaction.fields.getSelectedChannels('where')?.map((channel) => channel?.id));
      await interaction.reply('ok');
    },
  });
  const ben = sandbox.person('Ben');
  const channel = ada.view.channels[1]?.id ?? '';
  await ada.command('go');
  await ada.submit({ who: ben.id, where: channel });
  expect(errors).toEqual([]);
  expect(seen).toEqual([['ben'], [channel]]);
});

test('a cancelled form tells the bot nothing', async () => {
  const { sandbox, ada } = await scene({
    command: (interaction) => interaction.showModal(everything as never),
  });
  await ada.command('go');
  const mark = sandbox.requests.mark();
  await ada.cancel();
  expect(ada.modal).toBeNull();
  expect(sandbox.requests.since(mark)).toEqual([]);
});

test('a form whose submission is not answered stays open with what was written, and can be sent again', async () => {
  let attempts = 0;
  const { sandbox, ada, ended } = await scene({
    command: (interaction) => interaction.showModal(form(label('Text', input('text'))) as never),
    form: async (interaction) => {
      attempts += 1;
      if (attempts === 2) await interaction.reply(interaction.fields.getTextInputValue('text'));
    },
  });
  await ada.command('go');
  const sent = ada.submit({ text: 'precious' });
  await ended(2);
  sandbox.clock.advance(3_001);
  await sent;
  expect(ada.notices).toEqual(['Something went wrong. Try again.']);
  await ada.submit();
  expect(ada.text()).toBe('precious');
  expect(ada.modal).toBeNull();
});

test('a form with a custom id that the person has seen is refused, for phones would show its old contents', async () => {
  const { ada, errors, sandbox, ended } = await scene({
    command: (interaction) => interaction.showModal(everything as never),
  });
  await ada.command('go');
  await ada.cancel();
  const again = ada.command('go');
  await ended(2);
  sandbox.clock.advance(3_001);
  await again;
  expect(ada.modal).toBeNull();
  expect(String(errors[0])).toContain('has seen a form with this custom id before');
});
