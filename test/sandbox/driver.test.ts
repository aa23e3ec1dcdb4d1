import { expect, test } from 'vitest';
import { call, sandboxFor, scene } from '../support/sandbox-client.ts';
import {
  button,
  container,
  display,
  form,
  input,
  label,
  option,
  radio,
  row,
  select,
} from '../support/sandbox-parts.ts';

test('an error lists what is on the screen', async () => {
  const { ada } = await scene({
    command: (interaction) =>
      interaction.reply({
        content: 'Choose',
        flags: 64,
        components: [row(button('yes', 'Yes'), button('no', 'No'))],
      }),
  });
  await ada.command('go');
  await expect(ada.click('Maybe')).rejects.toThrow(
    'There is no button "Maybe"\n\nOn Ada\'s screen, in #general:\nBot (ephemeral):\n  Choose\n  [Yes]\n  [No]',
  );
});

test('an open form is on the screen with its fields', async () => {
  const { ada } = await scene({
    command: (interaction) =>
      interaction.showModal(
        form(
          label('Text', input('text', { value: 'draft' })),
          label(
            'Scale',
            radio('scale', [option('1', { label: 'Bad' }), option('2', { label: 'Good' })], {
              required: false,
            }),
          ),
        ) as never,
      ),
  });
  await ada.command('go');
  expect(ada.screen()).toContain(
    'Form "Form":\n  Text (text, required) = "draft"\n  Scale (scale): Bad | Good',
  );
  expect(ada.fields[1]).toMatchObject({
    label: 'Scale',
    required: false,
    options: [{ label: 'Bad' }, { label: 'Good' }],
  });
});

test('all that can be read in a message is its text, in order', async () => {
  const { sandbox, ada } = await scene();
  const path = `/channels/${ada.view.channels[0]?.id}/messages`;
  const embed = {
    author: { name: 'author' },
    title: 'title',
    description: 'description',
    fields: [{ name: 'field', value: 'value' }],
    footer: { text: 'footer' },
  };
  const chooser = select('s', [option('a'), option('b', { default: true })], { placeholder: 'Pick' });
  await call(sandbox, 'POST', path, { content: 'content', embeds: [embed], components: [row(chooser)] });
  expect(ada.text()).toBe('content\nauthor\ntitle\ndescription\nfield\nvalue\nfooter\n[Pick: a | *b]');
  const section = { type: 9, components: [display('two')], accessory: button('b', 'Press') };
  await call(sandbox, 'POST', path, { flags: 32768, components: [container(display('one'), section)] });
  expect(ada.text()).toBe('one\ntwo\n[Press]');
  expect(ada.buttons()).toEqual(['Press']);
});

test('waiting ends with the change that makes it true, and in vain with what was on the screen', async () => {
  const sandbox = await sandboxFor();
  const [ada, ben] = [sandbox.person('Ada'), sandbox.person('Ben')];
  const waiting = ada.until(() => ada.messages().length === 2);
  await ben.say('one');
  await ben.say('two');
  await waiting;
  expect(ada.text()).toBe('two');
  await expect(ada.until(() => ada.messages().length === 3, 1)).rejects.toThrow(
    /in vain for .*length === 3[\s\S]*Ben:\n {2}two/,
  );
});

test('a person is found again by name, and can change language', async () => {
  const sandbox = await sandboxFor({ people: [{ name: 'Ada', locale: 'de' }] });
  const ada = sandbox.person('Ada');
  expect(sandbox.person('Ada').id).toBe(ada.id);
  expect(ada.view.me.locale).toBe('de');
  sandbox.person('Ada', { locale: 'fr' });
  expect(ada.view.me.locale).toBe('fr');
  expect(sandbox.people()).toHaveLength(1);
});

test('a button is looked for on the newest message that has it, or on a given one', async () => {
  const pressed: string[] = [];
  const { sandbox, ada } = await scene({
    component: async (interaction) => {
      pressed.push(interaction.message.content);
      await interaction.deferUpdate();
    },
  });
  const path = `/channels/${ada.view.channels[0]?.id}/messages`;
  for (const content of ['old', 'new']) {
    await call(sandbox, 'POST', path, { content, components: [row(button('ok'))] });
  }
  await ada.click('ok');
  const [old] = ada.messages();
  await ada.click('ok', { on: old });
  expect(pressed).toEqual(['new', 'old']);
});

test('a snapshot is plain JSON of its own', async () => {
  const { ada } = await scene({ command: (interaction) => interaction.reply({ embeds: [{ title: 'x' }] }) });
  await ada.command('go');
  expect(JSON.parse(JSON.stringify(ada.view))).toEqual(ada.view);
  const [embed] = ada.last().embeds;
  if (embed) embed.title = 'changed';
  expect(ada.last().embeds[0]?.title).toBe('x');
});
