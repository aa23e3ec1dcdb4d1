import type { SampleTree } from './sample.ts';

/** English prompts that wait for review, for the lottery, or were refused. */
export const enReview: readonly SampleTree[] = [
  {
    name: 'weather-and-climate',
    lang: 'en',
    state: 'initial_prompt_review',
    prompt: {
      text: 'My nine-year-old asked what the difference between weather and climate is. Can you explain it in under 100 words, with an example she knows from everyday life?',
      review: 'waiting',
    },
  },
  {
    name: 'dripping-tap',
    lang: 'en',
    state: 'initial_prompt_review',
    prompt: {
      text: 'Please write a short, polite email to my landlord. The kitchen tap has been dripping for two weeks, I already reported it once by phone, and I would like it repaired before the end of the month.',
      review: 'waiting',
    },
  },
  {
    name: 'list-or-tuple',
    lang: 'en',
    state: 'initial_prompt_review',
    prompt: {
      text: 'In Python, when should I use a tuple instead of a list? I keep reading "tuples are immutable", but I do not see why that would ever be useful.',
      review: 'waiting',
    },
  },
  {
    name: 'hut-hike',
    lang: 'en',
    state: 'initial_prompt_review',
    prompt: {
      text: 'I am going on a three-day hike in the Alps in September and sleep in staffed mountain huts. Make me a packing list that fits in a 30-litre backpack, grouped by purpose.',
      review: 'waiting',
    },
  },
  {
    name: 'is-this-on',
    lang: 'en',
    state: 'initial_prompt_review',
    prompt: { text: 'hello hello is this thing on 1 2 3 1 2 3', review: 'waiting' },
  },
  {
    name: 'first-snow',
    lang: 'en',
    state: 'prompt_lottery_waiting',
    prompt: {
      text: 'Write a haiku about the first snow of the year, then explain in two sentences how it follows the form.',
    },
  },
  {
    name: 'headphones',
    lang: 'en',
    state: 'prompt_lottery_waiting',
    prompt: {
      text: 'How do noise-cancelling headphones know what to cancel? And why do they work so well on a plane but hardly at all on people talking next to me?',
    },
  },
  {
    name: 'leftover-rice',
    lang: 'en',
    state: 'prompt_lottery_waiting',
    prompt: {
      text: 'I have cold rice from yesterday, two eggs, a carrot, half an onion and soy sauce. What can I cook in 15 minutes, and in what order do I do things?',
    },
  },
  {
    name: 'keyboard-mash',
    lang: 'en',
    state: 'aborted_low_grade',
    prompt: { text: 'asdfasdf asdf jklö asdf', review: 'refused' },
  },
];
