import { expect, test } from 'vitest';
import { continues, newest, openChannel, unread } from '../../sandbox/page/place.ts';
import type { MessageView, Snapshot } from '../../sandbox/view.ts';

const ada = { id: 'a', name: 'ada', locale: 'en-US', bot: false };
const said = (id: string, more: Partial<MessageView> = {}): MessageView => ({
  id,
  channelId: 'general',
  author: ada,
  sentAt: '2026-11-22T12:00:00Z',
  editedAt: null,
  content: 'hi',
  embeds: [],
  components: [],
  attachments: [],
  flags: 0,
  ephemeral: false,
  thinking: false,
  command: null,
  ...more,
});
const view = (messages: Snapshot['messages']): Snapshot => ({
  me: { ...ada, installed: false },
  people: [ada],
  guild: { id: 'g', name: 'G' },
  elsewhere: null,
  bot: { ...ada, id: 'b', bot: true, online: true },
  channels: [
    { id: 'general', name: 'general', kind: 'text' },
    { id: 'dm', name: 'Bot', kind: 'dm' },
  ],
  messages,
  roles: [],
  notices: [],
  modal: null,
  commands: [],
});

test('the wanted channel is shown if it is there, else the first', () => {
  expect(openChannel(view({}), 'dm')).toBe('dm');
  expect(openChannel(view({}), 'gone')).toBe('general');
});

test('a channel is unread once something comes that was not there on arrival, unless it is open', () => {
  const arrived = newest(view({ general: [said('1')], dm: [] }));
  const later = view({ general: [said('1')], dm: [said('2', { channelId: 'dm' })] });
  expect(unread(view({ general: [said('1')], dm: [] }), arrived, 'general')).toEqual(new Set());
  expect(unread(later, arrived, 'general')).toEqual(new Set(['dm']));
  expect(unread(later, arrived, 'dm')).toEqual(new Set());
});

test('messages of one author within minutes share a head', () => {
  expect(continues(said('2'), said('1'))).toBe(true);
  expect(continues(said('1'), undefined)).toBe(false);
});

test.each<[string, Partial<MessageView>]>([
  ['another author', { author: { ...ada, id: 'b' } }],
  ['an answer to a command', { command: { name: 'task', person: ada } }],
  ['only for one person', { ephemeral: true }],
  ['eight minutes later', { sentAt: '2026-11-22T12:08:00Z' }],
])('a message that is %s has a head of its own', (_, more) => {
  expect(continues(said('2', more), said('1'))).toBe(false);
});
