import { freshId, person } from '../support/person.ts';
import { type Stage, small, stage, unhurried } from './stage.ts';

/** A way through a part of the record, on a backend with the configuration that the record was made with. */
export type Scenario = { title: string; play: () => Promise<Stage> };

export const scenarios: readonly Scenario[] = [
  {
    title: 'requests, acks, nacks and texts on an empty backend',
    async play() {
      const at = await stage(unhurried);
      await at.replay('auth/missing-api-key', 'users/display-name-after-change');
      return at;
    },
  },
  {
    title: 'a tree’s whole life, and everything that can be asked about it',
    async play() {
      const at = await stage(unhurried);
      await at.replay('lifecycle-default/01-initial-prompt/task', 'lifecycle-default/24-');
      await at.review('label_assistant_reply', 'en', 2);
      await at.replay('lifecycle-default/25-', 'lifecycle-default/30-');
      await at.review('label_prompter_reply', 'en', 2);
      await at.replay('lifecycle-default/31-', 'lifecycle-default/32-');
      await growUntilRanked(at);
      await at.replay('lifecycle-default/40-', 'ranking/11-', {
        'ranking/10-parent-after-skip': async () => {
          const skipped = await at.backend.db
            .selectFrom('backend_emojis')
            .select('message_id')
            .where('emoji', '=', '_skip_ranking')
            .executeTakeFirstOrThrow();
          at.assume('a2904380-8a57-4d27-8ca6-c4ece3801be1', skipped.message_id);
        },
      });
      await rankEverything(at);
      await at.replay('lifecycle-default/50-', 'lifecycle-default/53-');
      await at.replay('users/create-disabled', 'labels/own-message-through-a-collective-task', {
        'labels/own-message-through-a-collective-task': async () => {
          // the recorded task was for the first of three prompts; ours may be for another
          const theirs = '5b577185-6add-4d89-a2bb-504b5eb20cb3';
          const task = await at.backend.db
            .selectFrom('backend_messages')
            .select('id')
            .where('frontend_message_id', '=', 'r3174603')
            .executeTakeFirstOrThrow();
          at.assume(theirs, task.id);
          await at.backend.db
            .updateTable('backend_tasks')
            .set({ subject_id: task.id })
            .where('collective', '=', 1)
            .where('type', '=', 'label_initial_prompt')
            .execute();
        },
      });
      return at;
    },
  },
  {
    title: 'eight pending tasks',
    async play() {
      const at = await stage({});
      await at.replay('limits/pending/1-of-8', 'limits/pending/after-nack');
      return at;
    },
  },
  {
    title: 'the limits of requests',
    async play() {
      const at = await stage({});
      for (let request = 1; request < 30; request += 1)
        await at.person('1061').request('rank_initial_prompts');
      for (let request = 1; request < 9; request += 1) await at.person('1064').request('prompter_reply');
      await at.replay('limits/rate/user-30th-request', 'limits/rate/prompter-reply-request-9');
      return at;
    },
  },
  {
    title: 'every type of request, with work of every kind',
    async play() {
      const at = await stage({ ...small, fullLabels: { ...everyLabel, label_initial_prompt: 0 } });
      await plantEveryKind(at);
      await at.replay('types/availability', 'types/rate_summary');
      return at;
    },
  },
  {
    title: 'a small tree from the first word to its ranks',
    async play() {
      const at = await stage(small);
      await at.replay('golden-path/01', 'golden-path/35');
      return at;
    },
  },
  {
    title: 'simple and full labelling',
    async play() {
      const at = await stage({
        ...unhurried,
        maxChildren: 2,
        goalTreeSize: 4,
        fullLabels: { label_initial_prompt: 0, label_assistant_reply: 0, label_prompter_reply: 0 },
        taskWeights: { ...onlyLabels },
      });
      await at.replay('modes/00');
      await at.plant('1001', 'r3181002', 'Explain how rainbows form.');
      await at.replay('modes/01', 'modes/04');
      await at.review('label_initial_prompt', 'en', 2);
      await at.reply('assistant_reply', '1030', 'r3181006');
      await at.replay('modes/05', 'modes/07');
      await at.review('label_assistant_reply', 'en', 2);
      await at.reply('prompter_reply', '1001', 'r3181010');
      await at.replay('modes/08', 'modes/10');
      return at;
    },
  },
  {
    title: 'terms of service that must be accepted',
    async play() {
      const at = await stage({ ...unhurried, requireTerms: true });
      await at.replay('tos/task-request-unknown-user', 'tos/task-request-after-put-acceptance');
      return at;
    },
  },
  {
    title: 'an accepted prompt begins to grow',
    async play() {
      const at = await stage(small);
      await at.plant('1001', 'r3207802', 'How do I bake bread?');
      await at.review('label_initial_prompt', 'en', 1);
      at.assume('e9992979-128b-4afa-a78e-02e75e0349ee', await idOf(at, 'r3207802'));
      await at.replay('growth/00', 'growth/03');
      return at;
    },
  },
  {
    title: 'a moderator stops a tree and lets it go on',
    async play() {
      const at = await stage(small);
      await at.plant('1040', 'the-halted', 'How do I learn to whistle?');
      await at.review('label_initial_prompt', 'en', 1);
      await at.person('1041').request('assistant_reply');
      at.assume('91c6a23c-d893-4ba8-883d-08b0ce81b7fa', await idOf(at, 'the-halted'));
      await at.replay('halt/00', 'halt/04');
      return at;
    },
  },
  {
    title: 'red flags, deleting, editing',
    async play() {
      const at = await stage({ ...small, fullLabels: { ...everyLabel, label_initial_prompt: 0 } });
      await at.plant('1060', 'r3218502', 'A prompt that will be flagged');
      const flag = (id: string, frontendId: string) => async () => {
        const body = { user: at.person(id).user, op: 'add', emoji: 'red_flag' };
        const message = await idOf(at, frontendId);
        await at.backend.call('POST', `/api/v1/messages/${message}/emoji`, { body });
      };
      await at.replay('automod/red-flag-1', 'automod/tree-state-after-an-availability', {
        'automod/red-flag-4': async () => {
          await flag('1062', 'r3218502')();
          await flag('1063', 'r3218502')();
        },
        'automod/availability-request-counts-it-out-but-does-not-store-it': async () => {
          await at.plant('1059', 'the-growing', 'Where do rivers begin?');
          await at.review('label_initial_prompt', 'en', 1);
        },
      });
      await at.plant('1071', 'r3218509', 'Bonjour, que sais-tu faire ?', 'fr');
      await at.replay('delete/00', 'edit/02');
      await at.plant('1080', 'the-good-prompt', 'What is a rainbow?');
      await at.review('label_initial_prompt', 'en', 1);
      await at.reply('assistant_reply', '1081', 'r3220702', { text: 'A reply that will be flagged' });
      for (const id of ['1082', '1083', '1084', '1086']) await flag(id, 'r3220702')();
      await at.replay('automod/tree-state-after-a-later', 'automod/reply-with-4-red-flags', {
        'automod/availability': async () => {
          await at.reply('assistant_reply', '1087', 'the-unreviewed');
          for (const id of ['1088', '1089', '1090', '1091', '1092'])
            await at.person(id).request('assistant_reply');
          await at.plant('1093', 'the-young', 'Who painted the first cave?');
        },
      });
      return at;
    },
  },
  {
    title: 'collective replies, and field limits on small trees',
    async play() {
      const at = await stage(small);
      await at.plant('1421', 'r3235502', 'Hoe maak je stroopwafels?', 'nl');
      await at.review('label_initial_prompt', 'nl', 1);
      const task = async (id: string, theirs?: string) => {
        const { body } = await at.person(id, 'nl').request('initial_prompt');
        if (theirs && typeof body === 'object' && body && 'id' in body) at.assume(theirs, String(body.id));
      };
      await at.replay('collective/9', 'text/numeric-ids-are-coerced', {
        'collective/10-first-answer': async () => {
          const tasks = await at.backend.db
            .selectFrom('backend_tasks')
            .selectAll()
            .where('collective', '=', 1)
            .execute();
          for (const { id } of tasks)
            await at.backend.db
              .updateTable('backend_tasks')
              .set({ acked_id: 'm3235504' })
              .where('id', '=', id)
              .execute();
        },
        'ack/message_id-300-chars': () => task('1429', 'e56fb876-cb1c-4f43-8693-5d6cd51cc1c9'),
        'text/lang-null': () => task('1424', 'e730fdef-cb4f-4c29-aa0b-bee6252c4d60'),
        'text/user-header-of-another-user-is-ignored': () => task('1424'),
        'text/user_message_id-300-chars': () => task('1424'),
      });
      return at;
    },
  },
  {
    title: 'odd headers, odd fields, odd rows',
    async play() {
      const at = await stage(small);
      await at.plant('1421', 'the-root', 'Wie heeft de fiets uitgevonden?', 'nl');
      await at.review('label_initial_prompt', 'nl', 1);
      await at.reply('assistant_reply', '1430', 'the-reply', { lang: 'nl' });
      const broken = await idOf(at, 'the-reply');
      at.assume('ed42fd75-ca36-4826-aa13-ff314a6f73c3', broken);
      const task = await at.person('1424', 'nl').request('initial_prompt');
      if (typeof task.body === 'object' && task.body && 'id' in task.body)
        at.assume('f593f55e-8d6d-4773-aa3c-ad5d0698da61', String(task.body.id));
      await at.replay('nack/user-header-wrong-case', 'auth/query-key-wins-over-header-key', {
        'messages/conversation-with-a-deleted-ancestor-row-edited-by-sql': async () => {
          await at.backend.db
            .updateTable('backend_messages')
            .set({ deleted: 1 })
            .where('frontend_message_id', '=', 'the-root')
            .execute();
        },
      });
      return at;
    },
  },
  {
    title: 'two people label and rank the same thing at the same time',
    async play() {
      const at = await stage({ ...small, goalTreeSize: 3 });
      await at.plant('1600', 'r3274002', 'Jak upiec chleb?', 'pl');
      const held = await at.person('1601', 'pl').take('label_initial_prompt');
      at.assume('8c934d00-8b27-42e8-b4ed-aac2189d8944', held.id);
      await at.replay('labels/shared/00', 'labels/shared/04');
      await at.reply('assistant_reply', '1603', 'r3274006', { lang: 'pl' });
      await at.reply('assistant_reply', '1604', 'r3274008', { lang: 'pl' });
      await at.review('label_assistant_reply', 'pl', 2);
      await at.person('1606', 'pl').request('rank_assistant_replies');
      await at.replay('ranking/shared/00', 'ranking/shared/03');
      return at;
    },
  },
  {
    title: 'texts of every kind',
    async play() {
      const at = await stage(small);
      await at.person('1750', 'sv').request('initial_prompt');
      await at.replay('text/unicode-blanks-only', 'text/lone-surrogate', {
        'text/markdown-mentions-and-line-ends': async () => {
          await at.person('1750', 'sv').request('initial_prompt');
        },
        'text/lone-surrogate': async () => {
          const { id } = await at.person('1751', 'sv').take('initial_prompt');
          await at.backend.db
            .updateTable('backend_tasks')
            .set({ acked_id: 'm3292506' })
            .where('id', '=', id)
            .execute();
        },
      });
      return at;
    },
  },
];

const everyLabel = { label_initial_prompt: 1, label_assistant_reply: 1, label_prompter_reply: 1 };
const onlyLabels = {
  ranking: 0,
  labelReply: 5,
  labelPrompt: 5,
  reply: 0,
  prompt: 0,
  rankPrompts: 0,
  summarize: 0,
  rate: 0,
};

async function idOf({ backend }: Stage, frontendId: string) {
  const { id } = await backend.db
    .selectFrom('backend_messages')
    .select('id')
    .where('frontend_message_id', '=', frontendId)
    .executeTakeFirstOrThrow();
  return id;
}

async function growUntilRanked({ backend }: Stage) {
  const people = Array.from({ length: 12 }, (_, index) => person(backend, `grower-${index}`));
  const types = [
    'label_assistant_reply',
    'label_prompter_reply',
    'assistant_reply',
    'prompter_reply',
  ] as const;
  for (let round = 0; round < 60; round += 1) {
    for (const somebody of people) {
      const counts = await somebody.availability();
      const type = types.find((kind) => (counts[kind] ?? 0) > 0);
      if (type) await somebody.complete(type);
    }
    backend.clock.now += 6 * 60_000;
  }
}

async function rankEverything(at: Stage) {
  for (let count = 0; count < 9; count += 1) {
    const somebody = at.person(freshId('ranker'));
    while (((await somebody.availability()).rank_assistant_replies ?? 0) > 0)
      await somebody.complete('rank_assistant_replies');
  }
}

/** One tree in each place of its life, so that every kind of task can be had. */
async function plantEveryKind(at: Stage) {
  await at.plant('8001', 'ranked', 'How do plants make energy?');
  await at.review('label_initial_prompt', 'en', 1);
  await at.reply('assistant_reply', '8002', 'ranked-1');
  await at.reply('assistant_reply', '8003', 'ranked-2');
  await at.review('label_assistant_reply', 'en', 2);
  await at.reply('prompter_reply', '8004', 'ranked-3');
  await at.review('label_prompter_reply', 'en', 1);
  await at.plant('8005', 'growing', 'Why do cats purr?');
  await at.review('label_initial_prompt', 'en', 1);
  await at.reply('assistant_reply', '8006', 'growing-1');
  await at.review('label_assistant_reply', 'en', 1);
  await at.plant('8009', 'talked', 'What is a comet?');
  await at.review('label_initial_prompt', 'en', 1);
  await at.reply('assistant_reply', '8010', 'talked-1');
  await at.review('label_assistant_reply', 'en', 1);
  await at.reply('prompter_reply', '8011', 'talked-2');
  const newcomer = at.person('8013');
  for (let more = 0; (await newcomer.availability()).prompter_reply === 0; more += 1) {
    await at.plant(`82${more}`, `more-${more}`, `What is the number ${more} for?`);
    await at.review('label_initial_prompt', 'en', 1);
    await at.reply('assistant_reply', `83${more}`, `more-${more}-1`);
    await at.review('label_assistant_reply', 'en', 1);
  }
  await at.plant('8007', 'growing-too', 'How do bees see?');
  await at.review('label_initial_prompt', 'en', 1);
  await at.reply('assistant_reply', '8008', 'growing-too-1');
  await at.plant('8012', 'young', 'How can I sleep better?');
}
