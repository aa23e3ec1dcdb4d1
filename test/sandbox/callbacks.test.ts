import { MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { call, scene } from '../support/sandbox-client.ts';
import { button, display, form, input, label, row } from '../support/sandbox-parts.ts';

const aForm = (id = 'form') => ({ ...form(label('L', input('a'))), custom_id: id });

/** A scene whose bot sends the given callbacks raw, one for each interaction; `answered` waits for what came back. */
async function answering(...bodies: unknown[]) {
  let next = 0;
  const answers: { status: number; body: { code?: number; errors?: unknown } }[] = [];
  const it = await scene({
    any: async ({ id, token }) => {
      const body = bodies[next];
      next += 1;
      const callback = `/interactions/${id}/${token}/callback`;
      const answer = await call(it.sandbox, 'POST', callback, body);
      answers.push(answer);
      if (answer.status === 204) return;
      // What was refused is answered after all, so that nobody waits.
      await call(it.sandbox, 'POST', callback, { type: 4, data: { content: 'ok', flags: 64 } });
    },
  });
  const answered = async (count: number) => {
    await it.ended(count);
    return answers;
  };
  return { ...it, answered };
}

const card = { type: 4, data: { content: 'card', components: [row(button('next'))] } };

test('a form cannot follow a form', async () => {
  const { ada, answered } = await answering({ type: 9, data: aForm() }, { type: 9, data: aForm('again') });
  await ada.command('go');
  await ada.submit({ a: 'x' });
  const answers = await answered(2);
  expect(answers[0]?.status).toBe(204);
  expect(answers[1]).toMatchObject({
    status: 400,
    body: { code: 50035, errors: { type: { _errors: [{}] } } },
  });
});

test.each([6, 7])('callback %i does not fit a command', async (type) => {
  const { ada, answered } = await answering({ type, data: { content: 'x' } });
  await ada.command('go');
  expect((await answered(1))[0]).toMatchObject({ status: 400, body: { code: 50035 } });
});

test('autocompletion is answered with choices and nothing else', async () => {
  const { sandbox, client, ada, answered } = await answering(card);
  const option = { type: 3 as const, name: 'q', description: 'Query', autocomplete: true as const };
  await client.application.commands.set([{ name: 'find', description: 'Finds', options: [option] }]);
  const typed = ada.autocomplete('find', 'q', 'a');
  const answers = await answered(1);
  sandbox.clock.advance(3_001);
  expect(await typed).toEqual([]);
  expect(answers[0]).toMatchObject({ status: 400, body: { code: 50035 } });
});

test.each([6, 7])('a form opened by a command has no message for callback %i to change', async (type) => {
  const { ada, answered } = await answering({ type: 9, data: aForm() }, { type, data: { content: 'x' } });
  await ada.command('go');
  await ada.submit({ a: 'x' });
  expect((await answered(2))[1]).toMatchObject({ status: 404, body: { code: 10008 } });
});

test('a form opened by a component may change its message', async () => {
  const { ada, answered } = await answering(
    card,
    { type: 9, data: aForm() },
    { type: 7, data: { content: 'new' } },
  );
  await ada.command('go');
  await ada.click('next');
  await ada.submit({ a: 'x' });
  expect((await answered(3)).map(({ status }) => status)).toEqual([204, 204, 204]);
  expect(ada.last().content).toBe('new');
});

test('a deferral may be ephemeral and nothing else', async () => {
  const flags = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;
  const { ada, answered } = await answering({ type: 5, data: { flags } }, { type: 5, data: { flags: 64 } });
  await ada.command('go');
  await ada.command('go');
  const answers = await answered(2);
  expect(answers[0]).toMatchObject({ status: 400, body: { code: 50035, errors: { data: { flags: {} } } } });
  expect(answers[1]).toMatchObject({ status: 204 });
  expect(ada.last()).toMatchObject({ thinking: true, ephemeral: true });
});

test('a refused body names what is wrong as Discord does, and leaves the interaction open', async () => {
  const crowded = { content: 'x', components: [row(button('a', 'x'.repeat(81)))] };
  const { ada, answered } = await answering({ type: 4, data: crowded });
  await ada.command('go');
  expect((await answered(1))[0]?.body).toEqual({
    code: 50035,
    message: 'Invalid Form Body',
    errors: {
      data: {
        components: {
          0: {
            components: {
              0: {
                label: {
                  _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer in length.' }],
                },
              },
            },
          },
        },
      },
    },
  });
  expect(ada.last().content).toBe('ok');
});

test('an empty message is refused with 50006, and too many bytes with a 500', async () => {
  const heavy = { flags: 32768, components: [display('字'.repeat(3_900))] };
  const { ada, answered } = await answering({ type: 4, data: { content: ' ' } }, { type: 4, data: heavy });
  await ada.command('go');
  await ada.command('go');
  expect(await answered(2)).toMatchObject([{ status: 400, body: { code: 50006 } }, { status: 500 }]);
});

test('a callback is answered with 204 and no content type, or with the response when it was asked for', async () => {
  const bodies: unknown[] = [];
  const { sandbox, ada, ended } = await scene({
    command: async ({ id, token }) => {
      const path = `/interactions/${id}/${token}/callback?with_response=true`;
      bodies.push(await call(sandbox, 'POST', path, card));
    },
    component: async ({ id, token }) => {
      const answer = await call(sandbox, 'POST', `/interactions/${id}/${token}/callback`, { type: 6 });
      bodies.push([answer.status, answer.headers.get('content-type')]);
    },
  });
  await ada.command('go');
  const { id } = ada.last();
  await ada.click('next');
  await ended(2);
  expect(bodies[1]).toEqual([204, null]);
  expect(bodies[0]).toMatchObject({
    status: 200,
    body: { interaction: { type: 2, response_message_id: id }, resource: { type: 4, message: { id } } },
  });
});
