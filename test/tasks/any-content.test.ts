import type { APIEmbed } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { messageProblems } from '../../sandbox/rules/check.ts';
import { modalProblems } from '../../sandbox/rules/modal.ts';
import type { ActionInteraction } from '../../src/discord/interaction.ts';
import { clip } from '../../src/discord/text/clip.ts';
import { foreign } from '../../src/discord/text/foreign.ts';
import type { Modal, View } from '../../src/discord/view.ts';
import { UserError } from '../../src/locales/user-error.ts';
import { codes, NotUnderstood, OasstError, TooManyRequests, Unreachable } from '../../src/oasst/errors.ts';
import { TaskRequestType, taskTypes } from '../../src/oasst/protocol.ts';
import type { Task } from '../../src/oasst/tasks.ts';
import type { SessionState } from '../../src/store/tables.ts';
import { createExplain } from '../../src/tasks/explain.ts';
import { draftOf, kindOf } from '../../src/tasks/kinds.ts';
import { pagesOf } from '../../src/tasks/labels/pages.ts';
import { NOT_AGREED } from '../../src/tasks/session/rules.ts';
import type { Session } from '../../src/tasks/session/session.ts';
import { consentCard } from '../../src/tasks/show/consent.ts';
import { draftsView } from '../../src/tasks/show/drafts.ts';
import { activeView, endedView } from '../../src/tasks/show/ended.ts';
import { formView } from '../../src/tasks/show/form.ts';
import { guideView, pageView } from '../../src/tasks/show/reading.ts';
import { nothingToDo, termsCard } from '../../src/tasks/show/refusals.ts';
import { reportForm } from '../../src/tasks/show/report-form.ts';
import { reportables } from '../../src/tasks/show/reportables.ts';
import { anyDrafts, anyLabels, anyTask } from '../support/any-task.ts';
import { fits } from '../support/fits.ts';
import { fc } from '../support/same-cases.ts';
import { english, inEnglish, taskOf, translator } from '../support/scenes.ts';
import { id } from '../support/tasks.ts';
import { text } from '../support/texts.ts';

const RUNS = 12;

const states: readonly SessionState[] = [
  'open',
  'sending',
  'done',
  'returned',
  'skipping',
  'skipped',
  'gone',
];
const note = english('card.still_open');

function sessionOf(task: Task, state: SessionState, refusalCode: number | null = null): Session {
  const time = Date.parse('2026-03-03T12:00:00Z');
  const ids = { taskId: task.id, personId: '1', messageId: null, requested: 'rank_prompter_replies' };
  return {
    ...ids,
    type: task.type,
    task,
    lang: 'pt-BR',
    state,
    refusalCode,
    isAmended: false,
    expiresAt: time,
    updatedAt: time,
    lastTurn: null,
  };
}

/** Every message a person can be shown of a task with a draft. */
function viewsOf(task: Task, stored: unknown): View[] {
  const refused = [null, codes.textTooLong, codes.termsNotAccepted, codes.userDisabled, NOT_AGREED, 999].map(
    (code) => activeView(sessionOf(task, 'returned', code), stored, inEnglish),
  );
  const ended = states.flatMap((state) =>
    [{ isFresh: true }, { canTakeBack: true }, {}].map((how) =>
      endedView(sessionOf(task, state, codes.treeNotGrowing), stored, inEnglish, how),
    ),
  );
  const underway = states.map((state, index) => ({
    session: sessionOf({ ...task, id: id(index) }, state),
    stored,
  }));
  return [
    activeView(sessionOf(task, 'open'), stored, inEnglish),
    activeView(sessionOf(task, 'open'), stored, inEnglish, note),
    ...refused,
    ...ended,
    ...pagesFrom(sessionOf(task, 'open'), stored),
    draftsView(underway, english),
    draftsView(
      underway.filter(({ session }) => session.state === 'open'),
      english,
    ),
  ];
}

/** Every page there is to read, and those asked for by a forged control. */
function pagesFrom(session: Session, stored: unknown): View[] {
  const first = pageView(session, stored, 0, inEnglish);
  const count = Number(/of (\d+)$/.exec(first.embeds.at(-1)?.description ?? '')?.[1]);
  expect(count).toBeGreaterThan(0);
  return [...Array(count).keys(), -1, count, 1e9, 0.5].map((page) =>
    pageView(session, stored, page, inEnglish),
  );
}

function offersPages({ components }: View): boolean {
  return components.some((row) =>
    row.components.some((one) => 'label' in one && one.label === english('button.read')),
  );
}

/** All that a person must be able to read before they can answer. */
function textsIn(task: Task): string[] {
  if (task.type === 'summarize_story') return [task.story];
  if (task.type === 'rate_summary') return [task.full_text, task.summary];
  const hint = 'hint' in task ? [task.hint ?? ''] : [];
  const messages = 'conversation' in task ? task.conversation.messages : [];
  const candidates = task.type === 'rank_initial_prompts' ? task.prompt_messages : [];
  const replies = 'reply_messages' in task ? task.reply_messages : [];
  return [...hint, ...[...messages, ...candidates, ...replies].map((message) => message.text)];
}

function withoutPlace({ embeds, ...page }: View): View {
  return { ...page, embeds: embeds.slice(0, -1) };
}

/** What somebody said, without the names above it, which come again on each page. */
function wordsOf({ description = '', fields = [] }: APIEmbed): string {
  return [description, ...fields.map(({ value }) => value)].join('');
}

/** Only what can be seen: pages leave out blanks where they are cut, and close code blocks. */
function letters(text: string): string {
  return foreign(text).replace(/[\s`\p{Default_Ignorable_Code_Point}\p{M}\p{Cf}\u2800]/gu, '');
}

/** Every form that can be opened on a task with a draft. */
function formsOf(task: Task, stored: unknown): Modal[] {
  const kind = kindOf(task.type);
  const scene = { ...sessionOf(task, 'open'), draft: draftOf(kind, stored), ...inEnglish };
  const pages = 'labels' in task ? pagesOf(task).length : 1;
  return [...Array(pages).keys()].flatMap((page) => formView(kind, scene, String(page), '9'.repeat(8)) ?? []);
}

function distinct<T>(payloads: readonly T[]): T[] {
  return [...new Map(payloads.map((payload) => [JSON.stringify(payload), payload])).values()];
}

function expectToFit(view: View): void {
  const payload = { content: '', allowed_mentions: { parse: [] }, ...view };
  expect([...fits(payload), ...messageProblems(payload)]).toEqual([]);
  expect(messageProblems(payload, { edit: true })).toEqual([]);
}

function expectToOpen(form: Modal): void {
  expect([...fits(form), ...modalProblems(form)]).toEqual([]);
}

describe.each(taskTypes.map((type) => ({ type })))('any $type', ({ type }) => {
  test('is handed back, or makes no payload that Discord would refuse', () => {
    const content = anyTask(type).chain((task) => fc.tuple(fc.constant(task), anyDrafts(task)));
    let shown = 0;
    fc.assert(
      fc.property(content, ([task, drafts]) => {
        if (!kindOf(type).canShow(task)) return;
        shown += 1;
        for (const view of distinct(drafts.flatMap((stored) => viewsOf(task, stored)))) expectToFit(view);
        for (const form of distinct(drafts.flatMap((stored) => formsOf(task, stored)))) expectToOpen(form);
      }),
      { numRuns: RUNS },
    );
    expect(shown).toBeGreaterThan(RUNS / 2);
  });

  test('can be read to the last word, on the card or in full', () => {
    const content = anyTask(type).chain((task) => fc.tuple(fc.constant(task), anyDrafts(task)));
    fc.assert(
      fc.property(content, ([task, drafts]) => {
        const stored = drafts.at(-1);
        const session = sessionOf(task, 'open');
        const card = activeView(session, stored, inEnglish);
        const views = offersPages(card) ? pagesFrom(session, stored).map(withoutPlace) : [card];
        const readable = letters(
          views
            .flatMap(({ embeds }) => embeds)
            .map(wordsOf)
            .join(''),
        );
        const plain = textsIn(task).filter((one) => !one.includes('```')); // pages repeat the top of a code block
        const missing = plain.filter((one) => !readable.includes(letters(one)));
        expect(missing).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('can be reported, with any labels for reports', () => {
    fc.assert(
      fc.property(anyTask(type), fc.oneof(anyLabels, fc.constant([])), (task, labels) => {
        expectToOpen(reportForm('v1:reported', reportables(task, english), labels, english, aboutOf(task)));
      }),
      { numRuns: RUNS },
    );
  });

  test('has guidelines', () => expectToFit(guideView(taskOf(type), english)));
});

/** The text a task is about, if it has one. */
function aboutOf(task: Task) {
  const kind = kindOf(task.type);
  const scene = { ...sessionOf(task, 'open'), draft: kind.blank, ...inEnglish };
  return kind.texts(scene).at(-1);
}

/** A form that somebody submitted with any text. */
function interactionOf(any: string): ActionInteraction {
  const actor = { id: '1', name: any, locale: 'en-US' };
  const place = {
    context: 'guild' as const,
    guildId: '3',
    guildLocale: 'en-US',
    channelId: '4',
    memberPermissions: 0n,
  };
  const control = { subject: id(1), argument: '', messageId: undefined, values: [], attachmentSizeLimit: 1 };
  return { id: '2', actor, ...place, ...control, fields: { text: any }, written: [any, any] };
}

describe('every other message', () => {
  test.each(TaskRequestType.options)('about %s fits', (type) => {
    for (const lang of ['en', 'x', 'zh-Hant-HK', 'abc-12345678901']) {
      expectToFit(consentCard({ type, lang }, english));
      expectToFit(nothingToDo({ type, lang }, english));
      expectToFit(termsCard({ type, lang }, english));
    }
  });

  test('about anything that goes wrong fits', () => {
    const explain = createExplain(translator);
    const request = { method: 'GET', path: '/' };
    fc.assert(
      fc.property(text, fc.nat(), (any, number) => {
        const errors = [
          new Error(any),
          any,
          undefined,
          new OasstError(any, { request, status: 400 }),
          new Unreachable(any, { request }),
          new NotUnderstood(any, { request, taskId: any }),
          new TooManyRequests(any, { request, retryAfter: number }),
          new UserError('problem.language', { language: clip(any, { units: 50 }) }),
          ...Object.values(codes).map((code) => new OasstError(any, { request, status: 400, code })),
        ];
        for (const error of errors) {
          const { reply } = explain(error, interactionOf(any), 'ABC1234');
          if (reply.as === 'modal') throw new TypeError('An error is not explained by a form');
          expectToFit(reply.view);
        }
      }),
    );
  });
});
