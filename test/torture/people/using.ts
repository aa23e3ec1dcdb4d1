import { selectsOf } from '../../../sandbox/driver/reading.ts';
import type { MessageView } from '../../../sandbox/view.ts';
import { choosing, type Filling, fillLabels, fillRating, write } from './changes.ts';
import type { Contributor } from './contributor.ts';
import type { Control } from './sights.ts';

/** Uses a button or select, so many times at once; remembers what that may do. False when no answer came. */
export async function use(
  who: Contributor,
  message: MessageView,
  control: Control,
  times = 1,
): Promise<boolean> {
  const { action, task, argument, id } = control;
  const value = control.isSelect ? optionOf(who, message, id) : argument;
  const memory = who.memory(task);
  const before = memory?.shown ?? 0;
  if (memory) {
    const { task: taken } = memory;
    const chosen = action === 'pick' ? value.split('.')[0] : action === 'choose' ? value : undefined;
    if (chosen !== undefined) {
      for (let n = 0; n < times; n += 1) memory.enter(choosing(taken, chosen));
    }
    if (chosen !== undefined && memory.mayBeComplete) memory.send(); // with the click that completes it
    if (action === 'unsend') memory.takeBack();
    if (action === 'submit') memory.send();
    if (action === 'skip' || action === 'skipnow') memory.handBack();
  }
  const press = () =>
    control.isSelect ? who.person.select(id, value, { on: message }) : who.person.click(id, { on: message });
  const what = `${times > 1 ? 'press twice' : 'press'} ${action} ${value}`;
  const does = () => {
    const pressed = Promise.all(Array.from({ length: times }, press));
    if (action === 'submit') who.stage.instants.come('submitted');
    return pressed;
  };
  const answered = await who.act(what, task.length === 36 ? task : undefined, does);
  if (answered && action === 'ask') checkForm(who, task, before);
  return answered;
}

function optionOf(who: Contributor, message: MessageView, id: string): string {
  const select = selectsOf(message).find(({ customId }) => customId === id);
  const values = select?.options.map((option) => option.value) ?? [];
  return values[who.luck.int(0, values.length - 1)] ?? '';
}

/** A form that has just opened holds the text that was last shown, or a newer one. */
function checkForm(who: Contributor, task: string, shown: number) {
  const memory = who.memory(task);
  const { modal } = who.person;
  if (!memory || !modal?.data.custom_id.includes(`:fill:${task}:`)) return;
  const text = who.person.fields.find(({ customId }) => customId === 'text')?.value;
  if (typeof text !== 'string') return;
  const found = text === '' ? { kind: 'text' as const, text } : memory.textIn(text);
  if (!found || memory.place(found) < shown)
    who.vanish(task, 'the form opens with less than what was shown as kept');
}

/** Fills the open form and submits it. A serious person fills it so that the answer can be sent. */
export async function fillForm(who: Contributor, isSerious: boolean): Promise<boolean> {
  const { modal } = who.person;
  const [, action = '', task = '', page = ''] = modal?.data.custom_id.split(':') ?? [];
  if (action === 'reported') return await report(who, task);
  const memory = who.memory(task);
  if (!memory) return false;
  const { values, change } = filling(who, isSerious);
  memory.enter(change);
  if (memory.task.type === 'rate_summary' && memory.mayBeComplete) memory.send(); // a rating goes with its form
  const what = `submit form ${page} ${JSON.stringify(values).slice(0, 120)}`;
  return await who.act(what, task, () => who.person.submit(values));

  function filling({ person, luck }: Contributor, serious: boolean): Filling {
    const { fields } = person;
    const given = memory?.task;
    if (given?.labels) return fillLabels(fields, given, luck);
    if (given?.type === 'rate_summary') return fillRating(fields[0]?.customId ?? '', given, luck, serious);
    const text = write(who.number, who.nextText(), luck, serious);
    return { values: { text }, change: () => ({ kind: 'text', text }) };
  }
}

async function report(who: Contributor, task: string): Promise<boolean> {
  const { fields } = who.person;
  const which = fields.find(({ customId }) => customId === 'message');
  const memory = who.memory(task);
  // without a message to report, the task itself is handed back
  if (memory && !fields.some(({ customId }) => customId === 'labels')) memory.handBack();
  const values = {
    words: write(who.number, who.nextText(), who.luck, true).slice(0, 400),
    ...(which ? { message: which.options[0]?.value ?? '' } : {}),
  };
  return await who.act('submit a report', task, () => who.person.submit(values));
}
