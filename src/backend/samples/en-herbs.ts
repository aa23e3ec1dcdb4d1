import type { SampleTree } from './sample.ts';

/** A long conversation: nine messages deep, with an answer at its end that waits for its labels. */
export const enHerbs: SampleTree = {
  name: 'balcony-herbs',
  lang: 'en',
  state: 'growing',
  maxDepth: 11,
  prompt: {
    text: 'I would like to grow herbs on my balcony. It faces south and gets very hot in summer. Where do I start?',
    replies: [
      {
        text: 'South-facing is a good place for Mediterranean herbs: **rosemary, thyme, sage and oregano** like sun and get along with dry soil. Take pots with holes in the bottom and a sandy mix rather than rich potting soil. How much room do you have, and what do you like to cook?',
        replies: [
          {
            text: 'About two metres of railing and one corner on the floor. I cook mostly Italian, so basil would be nice.',
            replies: [
              {
                text: `Then I would split it like this:

- **Railing boxes**: thyme, oregano and sage, about 20 cm apart.
- **Corner**: one big pot (30 cm) with rosemary.
- **Basil**: a pot of its own, because it needs much more water than the others.

Basil likes warmth, but on a very hot balcony a little shade at noon keeps its leaves from scorching.`,
                replies: [
                  {
                    text: 'My supermarket basil always dies after a week. What am I doing wrong?',
                    replies: [
                      {
                        text: `Most likely nothing. Those pots hold dozens of seedlings crammed together; they are grown to be eaten soon. To keep one:

1. Divide it into three or four clumps and give each its own pot.
2. Water when the surface feels dry, and pour off what stays in the saucer.
3. Harvest the **tips**, just above a pair of leaves, not single leaves from below. It then branches and gets bushy.`,
                        replies: [
                          {
                            text: 'Good to know! And what about mint? I have read one should not plant it with others.',
                            replies: [
                              {
                                text: 'That is right: mint spreads by runners and soon pushes the others out. In a pot of its own it is no trouble. It prefers half shade and moist soil, so the corner behind the rosemary is a better place for it than the railing.',
                                replies: [
                                  {
                                    text: 'What do I do with all of this in winter? We get a few weeks of frost here.',
                                    replies: [
                                      {
                                        text: 'Thyme, sage and oregano usually survive frost if their roots do not stand in water; wrap the pots and move them to the wall. Rosemary is more delicate: a bright, cool stairwell is ideal. Mint dies back and comes again in spring. Basil does not survive frost, so use it up in autumn or keep a pot on the kitchen window.',
                                        review: 'waiting',
                                      },
                                    ],
                                  },
                                ],
                              },
                            ],
                          },
                        ],
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
};
