import { setTimeout as pause } from 'node:timers/promises';
import type { MessageView } from '../../../sandbox/view.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { askForTask, settled, until } from './asking.ts';
import type { Contributor } from './contributor.ts';
import type { News } from './memory.ts';
import { type Control, controlsOf, sightOf } from './sights.ts';
import { fillForm, use } from './using.ts';

/** How gladly people press what. */
const taste: Readonly<Record<string, number>> = {
  ask: 10,
  choose: 10,
  submit: 12,
  next: 8,
  resume: 4,
  agree: 20,
  show: 3,
  undo: 3,
  unsend: 2,
  skip: 1,
  skipnow: 1,
  report: 0.5,
  read: 0.5,
  guide: 0.3,
  page: 0.5,
  stop: 0.4,
  decline: 0.2,
};

/** Choices that lead back are pressed less often. */
const back = ['undo', 'none', 'restart'];

/** As many messages as anybody scrolls back. */
const MOST_MESSAGES = 8;

/** Somebody at work until it is over: hasty, curious, forgetful, now and then clumsy. */
export async function work(who: Contributor, over: AbortSignal): Promise<void> {
  who.hurry = over;
  while (!over.aborted) {
    await step(who);
    await tidy(who);
    await pause(who.luck.pick([0, 10, who.luck.int(10, 100), who.luck.int(50, 600)]));
  }
}

async function step(who: Contributor): Promise<unknown> {
  if (who.person.modal) return await withForm(who);
  const choices = controls(who);
  const roll = who.luck.int(1, 100);
  if (roll <= 4) return await drafts(who);
  if (roll <= 6) return await who.person.reload();
  if (roll <= 8 || choices.length === 0) return await another(who);
  const chosen = who.luck.weighted(choices, weight);
  if (!chosen) return await another(who);
  await use(who, chosen.message, chosen.control, who.luck.happens(0.08) ? 2 : 1);
  if (chosen.control.action === 'submit') await forOutcome(who, chosen.control.task);
}

type Choice = { message: MessageView; control: Control; age: number };

function controls({ person }: Contributor): Choice[] {
  return person
    .messages()
    .toReversed()
    .flatMap((message, age) => controlsOf(message).map((control) => ({ message, control, age })));
}

function weight({ control: { action, argument }, age }: Choice): number {
  const liking = (taste[action] ?? 1) * (back.includes(argument) ? 0.08 : 1);
  return age === 0 ? liking : liking * 0.04;
}

async function withForm(who: Contributor) {
  const roll = who.luck.int(1, 100);
  if (roll <= 6) return await who.person.cancel();
  if (roll <= 8) return await who.person.reload();
  await fillForm(who, who.luck.happens(0.9));
}

async function another(who: Contributor) {
  const type = who.luck.happens(0.3) ? { type: who.luck.pick(taskTypes) } : {};
  await askForTask(who, type);
}

async function drafts(who: Contributor) {
  await who.act('type /drafts', undefined, () => who.person.command('drafts'));
}

/** Some wait to see what became of their answer, some do not. */
async function forOutcome(who: Contributor, task: string) {
  const isTold = () => {
    const news = who.memory(task)?.news;
    return news !== undefined && news.size > 0;
  };
  await until(who, isTold, who.luck.pick([0, 500, 3_000, 10_000]));
}

/** Nobody keeps many messages; what is dismissed is gone for good. */
async function tidy({ person, luck }: Contributor) {
  const messages = person.messages().filter(({ thinking }) => !thinking);
  const [oldest] = messages;
  if (oldest && (messages.length > MOST_MESSAGES || luck.happens(0.02))) await person.dismiss(oldest);
}

/**
 * Somebody finishes what they have begun and then one task more, on a bot and a Discord without faults: false when they
 * cannot.
 */
export async function finish(who: Contributor, mostTasks = 12): Promise<boolean> {
  who.hurry = undefined;
  const begun = new Set(who.memories.keys());
  for (let n = 0; n < mostTasks; n += 1) {
    if (who.person.modal) await who.person.cancel();
    const message = await askForTask(who);
    const task = message && sightOf(message)?.task;
    const agree = message && controlsOf(message).find(({ action }) => action === 'agree');
    if (message && agree) await use(who, message, agree);
    if (!message || !task || sightOf(message)?.what !== 'active') continue;
    if ((await complete(who, message, task)) && !begun.has(task)) return true;
  }
  return false;
}

/** Answers the task on a message, whatever is there already. True once it is saved. */
async function complete(who: Contributor, card: MessageView, task: string): Promise<boolean> {
  let last: Control | undefined;
  for (let n = 0; n < 25; n += 1) {
    const message = who.person.again(card);
    const sight = message && sightOf(message);
    if (!message || sight?.what !== 'active') break;
    const controls = controlsOf(message);
    const edit = controls.find(({ action }) => action === 'ask');
    const control = sight.mendable && edit && last?.action !== 'ask' ? edit : nextStep(controls, who);
    if (!control) break;
    last = control;
    await use(who, message, control);
    await settled(who, message);
    if (who.person.modal) await fillForm(who, true);
  }
  const has = (news: News) => who.memory(task)?.news.has(news) === true;
  await until(who, () => has('saved') || has('over'), 60_000); // ten seconds of which it can be taken back
  return has('saved');
}

function nextStep(all: readonly Control[], who: Contributor): Control | undefined {
  const submit = all.find(({ action }) => action === 'submit');
  if (submit) return submit;
  const choices = all.filter(({ action, argument }) => action === 'choose' && !back.includes(argument));
  return who.luck.weighted(choices, () => 1) ?? all.find(({ action }) => action === 'ask');
}
