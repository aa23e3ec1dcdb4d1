import type { Interaction, Report } from '../../src/oasst/interactions.ts';
import type { User } from '../../src/oasst/protocol.ts';

export const user = { id: '80351110224678912', display_name: 'Nelly', auth_method: 'discord' } satisfies User;
export const taskId = '6a3b6c0e-58a4-4a7c-9f0e-0d2f4d1c7b11';
export const messageId = 'c1d2f7a0-13fb-4b8e-8b06-5a0cf5d6e7f2';
export const userId = '0f7d1c52-0b73-4d53-9d53-9a1c3c0b8e33';

export const prompt = { id: taskId, type: 'initial_prompt', hint: null };

export const text = {
  type: 'text_reply_to_message',
  user,
  message_id: '1302',
  user_message_id: '1302-answer',
  text: 'Zwei Zeilen\nund 😀 <@80351110224678912> **fett**',
  lang: 'de',
} satisfies Interaction;

export const ranking = {
  type: 'message_ranking',
  user,
  message_id: '1302',
  ranking: [2, 0, 1],
  not_rankable: true,
} satisfies Interaction;

export const rating = { type: 'message_rating', user, message_id: '1302', rating: 4 } satisfies Interaction;

export const labels = {
  type: 'text_labels',
  user,
  text: '',
  labels: { spam: 0, quality: 0.75 },
  message_id: messageId,
  task_id: taskId,
} satisfies Interaction;

export const report = { user, message_id: messageId, text: 'rude', labels: { toxicity: 1 } } satisfies Report;

export const person = {
  id: user.id,
  display_name: 'Nelly',
  auth_method: 'discord',
  user_id: userId,
  enabled: true,
  deleted: false,
  notes: '',
  created_date: '2026-11-22T07:09:33.235176+00:00',
  show_on_leaderboard: true,
  streak_days: null,
  streak_last_day_date: '2026-11-22T07:09:33.235176+00:00',
  last_activity_date: null,
  tos_acceptance_date: null,
};

export const message = {
  id: messageId,
  user_id: userId,
  frontend_message_id: '1302-answer',
  text: 'How do tides work?',
  lang: 'en',
  is_assistant: false,
  emojis: {},
  user_emojis: [],
  user_is_author: false,
  synthetic: false,
};
