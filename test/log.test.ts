import { DiscordAPIError } from '@discordjs/rest';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../src/log.ts';

const BOT_TOKEN = `${'M'.repeat(26)}.Gabc12.${'x'.repeat(38)}`; // the shape of a real one
const ADDRESS =
  'https://discord.com/api/v10/interactions/123456789012345678/aW50ZXJhY3Rpb246c2VjcmV0/callback';
const WEBHOOK =
  'https://discord.com/api/v10/webhooks/123456789012345678/aW50ZXJhY3Rpb246c2VjcmV0/messages/@original';

test('a line says when, how bad and what', () => {
  const { log, records } = listen();
  log.warn({ task: 'a-task', waitMs: 3 }, 'a delivery has to wait');
  expect(records()).toEqual([
    expect.objectContaining({ level: 'warn', task: 'a-task', waitMs: 3, msg: 'a delivery has to wait' }),
  ]);
  expect(records()[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('what is below the level is not written', () => {
  const { log, output } = listen('warn');
  log.info('hidden');
  expect(output()).toBe('');
});

describe('never in the log, at any depth, is', () => {
  test.each(
    [
      'token discordToken DISCORD_TOKEN apiKey api_key OASST_API_KEY x-api-key X-API-Key Authorization password cookie',
      'text draft body content labels requestBody payload prompt replies conversation value values embeds components',
    ].flatMap((names) => names.split(' ')),
  )('the field %s', (name) => {
    const { log, output } = listen();
    const secret = { [name]: 'squirrel' };
    log.trace(secret, 'shallow');
    log.trace({ a: { b: [{ c: { d: secret } }] } }, 'deep');
    log.trace({ a: { [name]: { inside: ['squirrel'] } } }, 'as an object');
    log.child(secret).trace('in a child');
    log.child({ a: { b: secret } }).trace('deep in a child');
    log.trace('interpolated %o and %j and %s', secret, { a: secret }, secret);
    expect(output().trim().split('\n')).toHaveLength(6);
    expect(output()).not.toContain('squirrel');
  });

  test.each([
    ['a token of an interaction', ADDRESS, 'aW50ZXJhY3Rpb246c2VjcmV0'],
    ['a token of a webhook', WEBHOOK, 'aW50ZXJhY3Rpb246c2VjcmV0'],
    ['a key in a query', 'GET http://backend.test/api/v1/tasks/?lang=en&api_key=squirrel&x=1', 'squirrel'],
    ['a bot token', `Provided token: ${BOT_TOKEN}`, BOT_TOKEN],
    ['a header', 'x-api-key: squirrel', 'squirrel'],
    ['a header in JSON', '{"Authorization":"Bot squirrel"}', 'squirrel'],
    ['a bearer', 'sent Bearer abcdefghijklmnopqrstuvwxyz', 'abcdefghijklmnopqrstuvwxyz'],
    ['a password in an address', 'connect to postgres://ada:squirrel@db:5432/bot', 'squirrel'],
  ])('%s within a text', (_what, text, secret) => {
    const { log, output, records } = listen();
    log.trace(text);
    log.trace({ note: text, deep: [{ note: text }] });
    log.trace('%s', text);
    log.child({ note: text }).trace('in a child');
    log.error(new Error(text, { cause: new Error(text) }));
    log.error({ err: new TypeError(text), other: new AggregateError([new Error(text)]) }, text);
    expect(records()).toHaveLength(6);
    expect(output()).not.toContain(secret);
    expect(output().match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(12);
  });

  test('what was sent to Discord, when Discord refuses it', () => {
    const { log, output, records } = listen();
    const raw = { code: 50_035, message: 'Invalid Form Body', errors: {} };
    const sent = { files: [], json: { type: 4, data: { content: 'squirrel' } } };
    log.error(
      { err: new DiscordAPIError(raw, 50_035, 400, 'POST', ADDRESS, sent) },
      'an answer could not be shown',
    );
    expect(output()).not.toMatch(/squirrel|aW50ZXJhY3Rpb246c2VjcmV0/);
    expect(records()[0]?.err).toMatchObject({ code: 50_035, status: 400, method: 'POST' });
  });

  test('what the database, or anybody, hangs on an error', () => {
    const { log, output, records } = listen();
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (text)=(squirrel) already exists.',
      parameters: ['squirrel'],
    });
    log.error(error);
    log.error({ failure: { cause: error } }, 'nested');
    expect(output()).not.toContain('squirrel');
    expect(records()[0]?.err).toMatchObject({ type: 'Error', message: 'duplicate key', code: '23505' });
  });

  test('an object of a class, with all that hangs on it', () => {
    class Interaction {
      note = 'squirrel';
      toJSON() {
        return { note: this.note };
      }
    }
    const { log, output, records } = listen();
    log.info({ interaction: new Interaction(), map: new Map([['a', 'squirrel']]) }, 'whole');
    expect(output()).not.toContain('squirrel');
    expect(records()[0]).toMatchObject({ interaction: '[Interaction]', map: '[Map]' });
  });
});

test('an error keeps its name, message, stack and cause', () => {
  const { log, records } = listen();
  log.error({ err: new RangeError('too far', { cause: new Error('no map') }) }, 'lost');
  expect(records()[0]?.err).toMatchObject({
    type: 'RangeError',
    message: 'too far',
    stack: expect.stringContaining('log.test.ts'),
    cause: { type: 'Error', message: 'no map' },
  });
});

test('a child made for an error tells it as well', () => {
  const { log, records } = listen();
  log.child({ err: new RangeError('too far') }).info('lost');
  expect(records()[0]?.err).toMatchObject({ type: 'RangeError', message: 'too far' });
});

test('ids, counts, dates and addresses are told as they are', () => {
  const { log, records } = listen();
  const url = new URL('https://backend.test/api');
  log.info(
    { interaction: '123', person: 'discord:1', big: 12n, at: new Date(0), url, nothing: null },
    'plain',
  );
  expect(records()[0]).toMatchObject({
    interaction: '123',
    person: 'discord:1',
    big: '12',
    at: '1970-01-01T00:00:00.000Z',
    url: 'https://backend.test/api',
    nothing: null,
  });
});

test('circular and bottomless objects are told as far as they go', () => {
  const { log, output } = listen();
  const circle: Record<string, unknown> = {};
  circle.again = circle;
  let deep: object = { end: 'bottom' };
  for (let level = 0; level < 1000; level += 1) deep = { deep };
  log.info({ circle, deep }, 'odd');
  expect(output()).toContain('[circular]');
  expect(output()).toContain('[too deep]');
});

function listen(level: 'trace' | 'warn' = 'trace') {
  const lines: string[] = [];
  const log = createLogger(level, { write: (line) => void lines.push(line) });
  const output = () => lines.join('');
  const records = () => lines.map((line): Record<string, unknown> => JSON.parse(line));
  return { log, output, records };
}
