import { expect, test } from 'vitest';
import { scene } from '../support/sandbox-client.ts';
import {
  button,
  checkboxes,
  form,
  input,
  label,
  option,
  options,
  radio,
  row,
  select,
} from '../support/sandbox-parts.ts';

/** Ada looks at a message with these components; pressing `open` shows a form, everything else is silently acknowledged. */
async function looking(components: object[], fields: object[] = []) {
  const it = await scene({
    command: (interaction) => interaction.reply({ content: 'x', components: components as never }),
    component: (interaction) =>
      interaction.customId === 'open'
        ? interaction.showModal(form(...fields) as never)
        : interaction.deferUpdate(),
    form: (interaction) => interaction.reply('ok'),
  });
  await it.ada.command('go');
  if (fields.length > 0) await it.ada.click('open');
  const mark = it.sandbox.requests.mark();
  return { ...it, calls: () => it.sandbox.requests.since(mark).length };
}

test('a disabled button cannot be pressed, and one that is not there neither', async () => {
  const { ada, calls } = await looking([row(button('a', 'Off', { disabled: true }))]);
  await expect(ada.click('Off')).rejects.toThrow('"Off" is disabled');
  await expect(ada.click('On')).rejects.toThrow('There is no button "On"');
  expect(calls()).toBe(0);
});

test('a select takes only what it offers, and as much as it asks for', async () => {
  const { ada, calls } = await looking([row(select('pick', options(4), { min_values: 2, max_values: 3 }))]);
  await expect(ada.select('pick', ['o0', 'o9'])).rejects.toThrow('does not offer "o9"');
  await expect(ada.select('pick', ['o0', 'o0'])).rejects.toThrow('chosen twice');
  await expect(ada.select('pick', ['o0'])).rejects.toThrow('at least 2');
  await expect(ada.select('pick', ['o0', 'o1', 'o2', 'o3'])).rejects.toThrow('at most 3');
  expect(calls()).toBe(0);
  await ada.select('pick', ['o0', 'o1']);
  expect(calls()).toBe(1);
});

test('a form is not sent before its fields hold what they ask for', async () => {
  const { ada, calls } = await looking(
    [row(button('open'))],
    [
      label('Text', input('text', { min_length: 2, max_length: 4 })),
      label('Scale', radio('scale', options(3))),
      label('Flags', checkboxes('flags', options(3), { required: false, min_values: 0, max_values: 2 })),
    ],
  );
  const good = { Text: 'abc', Scale: 'o1' };
  await expect(ada.submit({ ...good, Text: '' })).rejects.toThrow('"Text" is required');
  await expect(ada.submit({ ...good, Text: 'a' })).rejects.toThrow('at least 2 characters, not 1');
  await expect(ada.submit({ ...good, Text: 'abcde' })).rejects.toThrow('at most 4 characters, not 5');
  await expect(ada.submit({ ...good, Scale: null })).rejects.toThrow('"Scale" is required');
  await expect(ada.submit({ ...good, Scale: 'o7' })).rejects.toThrow('does not offer "o7"');
  await expect(ada.submit({ ...good, Scale: 'o1', Flags: ['o0', 'o1', 'o2'] })).rejects.toThrow('at most 2');
  await expect(ada.submit({ Other: 'x' })).rejects.toThrow('The form has no field "Other"');
  expect(calls()).toBe(0);
  await ada.submit({ ...good, Text: '👩🏽👩🏽', Flags: [] });
  expect(ada.text()).toBe('ok');
});

test('nothing behind an open form can be used', async () => {
  const { ada } = await looking([row(button('open'))], [label('Text', input('text'))]);
  await expect(ada.click('open')).rejects.toThrow('submit or cancel it first');
  await expect(ada.command('go')).rejects.toThrow('submit or cancel it first');
  await ada.cancel();
  await ada.command('go');
  expect(ada.messages()).toHaveLength(2);
});

test('nobody can use what they do not see', async () => {
  const { sandbox, ada } = await looking([row(button('a'))]);
  const ben = sandbox.person('Ben');
  const hidden = await sandbox.act(ben.id, { do: 'click', messageId: '1', customId: 'a' });
  expect(hidden).toEqual({ ok: false, error: 'There is no such message to use' });
  const dm = ada.view.channels.find(({ kind }) => kind === 'dm')?.id ?? '';
  const elsewhere = await sandbox.act(ben.id, { do: 'say', channelId: dm, text: 'x' });
  expect(elsewhere).toEqual({ ok: false, error: 'That channel is not one of yours' });
  expect(await sandbox.act(ada.id, { do: 'cancel', modalId: '1' })).toMatchObject({ ok: false });
});

test('a command is not sent without its required options, nor with values it does not take', async () => {
  const { client, ada, calls } = await looking([row(button('a'))]);
  const text = {
    type: 3,
    name: 'kind',
    description: 'd',
    required: true,
    choices: [{ name: 'One', value: 'one' }],
  };
  const number = { type: 4, name: 'count', description: 'd', min_value: 1, max_value: 5 };
  await client.application.commands.set([
    { name: 'make', description: 'd', options: [text, number] as never },
  ]);
  const before = calls();
  await expect(ada.command('make')).rejects.toThrow('"kind" is required');
  await expect(ada.command('make', { kind: 'two' })).rejects.toThrow('offers one, not two');
  await expect(ada.command('make', { kind: 'one', count: 6 })).rejects.toThrow('between 1 and 5');
  await expect(ada.command('make', { kind: 'one', count: 'x' })).rejects.toThrow('does not take "x"');
  await expect(ada.command('make', { kind: 'one', size: 1 })).rejects.toThrow('no option "size"');
  await expect(ada.command('unknown')).rejects.toThrow('There is no command /unknown');
  expect(calls()).toBe(before);
});

test('labels of choices may stand for their values', async () => {
  const choices = [option('a', { label: 'First' }), option('b', { label: 'Second' })];
  const seen: string[] = [];
  const { ada } = await scene({
    command: (interaction) =>
      interaction.reply({ content: 'x', components: [row(select('s', choices, { placeholder: 'Pick' }))] }),
    component: async (interaction) => {
      if (interaction.isStringSelectMenu()) seen.push(...interaction.values);
      await interaction.deferUpdate();
    },
  });
  await ada.command('go');
  await ada.select('Pick', 'Second');
  expect(seen).toEqual(['b']);
});
