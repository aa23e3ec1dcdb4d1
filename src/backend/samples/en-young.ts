import type { SampleTree } from './sample.ts';

/** English trees with several answers that nobody has followed up on yet. */
export const enYoung: readonly SampleTree[] = [
  {
    name: 'small-talk',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'I just moved for work and know nobody. I am bad at small talk. Give me a few ways into a conversation with colleagues at lunch that are not about the weather.',
      replies: [
        {
          text: `Ask for something only they can tell you; most people like to be asked:

- "I am new here. Where do you get a decent coffee around this place?"
- "What did you work on before you came here?"
- "Is there anything in town I should not miss this month?"

Then pick up one word of the answer and ask about that. You do not have to be funny, only curious, and you can stop after two minutes without it being odd.`,
        },
        {
          text: 'Food is right in front of you, so begin there: what they are having, whether they cook, what the canteen does well. From food it is a short way to travel and family recipes, and people enjoy talking about both.',
        },
        {
          text: 'Before lunch, think of one thing that happened to you this week and that takes three sentences to tell. If there is a pause, tell it. Others will answer with a story of their own, and you are in.',
          replies: [{ text: 'And how do I get out of a conversation again politely?', review: 'waiting' }],
        },
      ],
    },
  },
  {
    name: 'yellow-leaves',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'The lower leaves of my houseplant are turning yellow. It stands in a north-facing room and I water it every Sunday. What is wrong?',
      replies: [
        {
          text: `Too much water is the most likely cause: in a dark room a plant drinks little, and watering by the calendar keeps its roots wet.

1. Push a finger two centimetres into the soil. Water only when it feels dry there.
2. Look whether the pot has a hole, and empty the saucer after a quarter of an hour.
3. Move it closer to the window.

One or two old leaves at the bottom turning yellow now and then is normal. If the soil smells foul, take the plant out and cut off the roots that are brown and soft. Which plant is it?`,
        },
        {
          text: 'It could be water, light or missing nutrients. Check first whether the soil is still wet when you water it. If so, water less often. If not, it may need fertiliser, or a brighter place.',
        },
      ],
    },
  },
];
