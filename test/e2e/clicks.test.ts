import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { type TaskType, taskTypes } from '../../src/oasst/protocol.ts';
import { setSkipsReview } from '../../src/store/people.ts';
import { botWith } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';

// From the card to what was sent, everything that is pressed: buttons, choices in a form, and the form's own Submit.

/** Somebody whose presses are counted. */
function counting(person: Person) {
  let clicks = 0;
  return {
    clicks: () => clicks,
    async press(button: string) {
      clicks += 1;
      await person.click(button);
    },
    /** Typing is no click, a choice is one each. */
    async submit(values: Record<string, string>, choices = 0) {
      clicks += choices + 1;
      await person.submit(values);
    },
  };
}

type Counted = ReturnType<typeof counting>;
type Way = (one: Counted, reviews: boolean) => Promise<void>;

const writing: Way = async (one, reviews) => {
  await one.press('Answer');
  await one.submit({ 'Your text': 'They turn light into sugar.' });
  if (reviews) await one.press('Send');
};
const ranking: Way = async (one) => {
  await one.press('3');
  await one.press('1');
};
const labeling =
  (question: string, answer: string): Way =>
  async (one) => {
    await one.press('Label');
    await one.submit({ [question]: answer }, 1);
    await one.press('Send');
  };
const rating: Way = async (one) => await one.press('4');

const ways: Readonly<Record<TaskType, { way: Way; clicks: number; unreviewed: number }>> = {
  summarize_story: { way: writing, clicks: 3, unreviewed: 2 },
  initial_prompt: { way: writing, clicks: 3, unreviewed: 2 },
  prompter_reply: { way: writing, clicks: 3, unreviewed: 2 },
  assistant_reply: { way: writing, clicks: 3, unreviewed: 2 },
  rate_summary: { way: rating, clicks: 1, unreviewed: 1 },
  rank_initial_prompts: { way: ranking, clicks: 2, unreviewed: 2 },
  rank_prompter_replies: { way: ranking, clicks: 2, unreviewed: 2 },
  rank_assistant_replies: { way: ranking, clicks: 2, unreviewed: 2 },
  label_initial_prompt: {
    way: async (one, reviews) => {
      await one.press('Label');
      await one.submit({ 'Is it spam?': 'No' }, 1);
      if (reviews) await one.press('Send');
    },
    clicks: 4,
    unreviewed: 3,
  },
  label_prompter_reply: { way: labeling('Is it spam?', 'No'), clicks: 4, unreviewed: 4 },
  label_assistant_reply: {
    way: labeling('Is one of these true?', 'Neither of them'),
    clicks: 4,
    unreviewed: 4,
  },
};

test.each(
  taskTypes.flatMap((type) => [
    { type, reviews: true },
    { type, reviews: false },
  ]),
)('$type takes as few clicks as it can (with a review: $reviews)', async ({ type, reviews }) => {
  const { backend, clock, db, contributor } = await botWith([samples[type]]);
  const ada = await contributor('Ada');
  await setSkipsReview(db, ada.id, !reviews);
  const { way, clicks, unreviewed } = ways[type];
  const counted = counting(ada);
  await way(counted, reviews);
  expect(ada.text()).toMatch(/Saved|About to go out/);
  expect(counted.clicks()).toBe(reviews ? clicks : unreviewed);
  clock.advance(10_000);
  await backend.got('interaction', 1);
  expect(backend.asked('interaction')).toHaveLength(1);
});
