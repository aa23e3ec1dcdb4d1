import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { colours } from '../discord/colours.ts';
import { customId, modalId } from '../discord/custom-id.ts';
import { componentLimits } from '../discord/limits/limits.ts';
import { prefill } from '../discord/text/prefill.ts';
import type { TaskOf } from '../oasst/tasks.ts';
import type { Kind } from './kind.ts';

/** The rating, and what was typed when it was none. */
const Draft = z.object({ rating: z.int().nullable(), typed: z.string() });
type Draft = z.infer<typeof Draft>;

type RatingTask = TaskOf<'rate_summary'>;

const NUMBER = 'number';
const MOST_BUTTONS = 10;
const LONGEST_NUMBER = 20;

/** Tasks that are answered with a number on a scale: buttons for a short one, a select or a form for longer ones. */
export const rate: Kind<'rate_summary', Draft> = {
  types: ['rate_summary'],
  draft: Draft,
  blank: { rating: null, typed: '' },
  canShow: () => true,

  lines: ({ task: { scale }, draft, words }) => {
    const wrong = { ...scale, value: prefill(draft.typed, LONGEST_NUMBER), button: words('button.answer') };
    return draft.typed === '' ? [words('rate.ask', scale)] : [words('rate.wrong', wrong)];
  },
  texts: ({ task, words }) => [
    { name: words('speaker.story'), colour: colours.neutral, text: task.full_text },
    { name: words('speaker.summary'), colour: colours.candidate, text: task.summary },
  ],
  candidates: () => [],
  selects: ({ task, words }) => {
    if (wayToAsk(task) !== 'select') return [];
    const options = valuesOf(task).map((value) => ({ label: value, value }));
    const custom_id = customId('choose', task.id, 'select');
    const placeholder = words('rate.choose');
    return [
      {
        type: ComponentType.ActionRow,
        components: [{ type: ComponentType.StringSelect, custom_id, placeholder, options }],
      },
    ];
  },
  buttons: ({ task, words }) => {
    const way = wayToAsk(task);
    const choices = way === 'buttons' ? valuesOf(task) : [];
    const ask = { label: words('button.answer'), id: customId('ask', task.id), style: 'primary' as const };
    return {
      choices: choices.map((value) => ({
        label: value,
        id: customId('choose', task.id, value),
        style: 'primary',
      })),
      tools: way === 'form' ? [ask] : [],
    };
  },

  form: ({ task, draft, words }, _argument, nonce) => ({
    title: words('type.rate_summary'),
    custom_id: modalId('fill', task.id, '', nonce),
    components: [
      {
        type: ComponentType.Label,
        label: words('form.number'),
        description: words('form.number_help', task.scale),
        component: {
          type: ComponentType.TextInput,
          custom_id: NUMBER,
          style: TextInputStyle.Short,
          required: true,
          max_length: LONGEST_NUMBER,
          ...(draft.typed === '' ? {} : { value: prefill(draft.typed, LONGEST_NUMBER) }),
        },
      },
    ],
  }),
  fill: (task, draft, _argument, fields) => {
    const typed = fields[NUMBER];
    return typeof typed === 'string' ? rated(task, typed) : draft;
  },
  choose: (task, draft, choice) => {
    if (choice === 'restart') return rate.blank;
    const chosen = rated(task, choice);
    return chosen.rating === null ? draft : chosen;
  },

  stage: (task, draft) => (isRated(task, draft) ? 'review' : 'card'),
  isSendable: (task, draft) => isRated(task, draft),
  isReviewed: false,
  takenBack: () => rate.blank,
  review: (scene) => {
    const { task, draft, words } = scene;
    return {
      lines: [words('rate.value', { value: draft.rating ?? '', ...task.scale })],
      texts: rate.texts(scene),
      edits: [{ label: words('button.edit'), id: customId('choose', task.id, 'restart') }],
    };
  },
  answer: (_task, { rating }) => {
    if (rating === null) throw new TypeError('There is no rating to send');
    return { type: 'message_rating', rating };
  },
  ownWords: () => undefined,
};

function wayToAsk({ scale: { min, max } }: RatingTask): 'buttons' | 'select' | 'form' {
  const count = max - min + 1;
  if (count <= MOST_BUTTONS) return 'buttons';
  return count <= componentLimits.selectOptions ? 'select' : 'form';
}

function valuesOf({ scale: { min, max } }: RatingTask): string[] {
  return Array.from({ length: max - min + 1 }, (_, index) => String(min + index));
}

function rated({ scale }: RatingTask, typed: string): Draft {
  const value = /^\s*[-+]?\d{1,16}\s*$/.test(typed) ? Number(typed) + 0 : Number.NaN; // + 0 turns -0 into 0
  return value >= scale.min && value <= scale.max ? { rating: value, typed: '' } : { rating: null, typed };
}

function isRated({ scale }: RatingTask, { rating }: Draft): boolean {
  return rating !== null && rating >= scale.min && rating <= scale.max;
}
