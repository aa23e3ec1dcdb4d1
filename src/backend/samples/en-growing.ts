import { enHerbs } from './en-herbs.ts';
import type { SampleTree } from './sample.ts';

/** English trees that grow: there is something to answer, to continue and to label in them. */
export const enGrowing: readonly SampleTree[] = [
  {
    name: 'blue-sky',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'Why is the sky blue during the day but red at sunset? It is the same sun and the same air.',
      replies: [
        {
          text: `Both colours have the same cause: air scatters short waves much more than long ones.

- **By day** sunlight takes a short way through the air. Blue light is scattered about six times as strongly as red, so some of it reaches your eyes from every direction, and the whole sky looks blue.
- **At sunset** the light crosses far more air before it gets to you. Most of the blue has been scattered out of the beam on the way, and what is left is yellow, orange and red.

The effect is called *Rayleigh scattering*.`,
          replies: [
            {
              text: 'But violet has an even shorter wavelength than blue. Why is the sky not violet then?',
              replies: [
                {
                  text: 'Three things work against violet: the sun sends out less violet than blue light, the upper atmosphere absorbs a part of it, and our eyes are less sensitive to it. The mixture that arrives looks blue to us, although violet is in it.',
                  review: 'waiting',
                },
              ],
            },
          ],
        },
        {
          text: 'Because the molecules of the air scatter blue light more than red light. At noon you see the scattered blue from everywhere. In the evening the light has a longer way to go and loses its blue, so the red part remains.',
        },
      ],
    },
  },
  {
    name: 'rename-jpeg',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'How do I rename all `.jpeg` files in a folder to `.jpg` with bash? Some of the names contain spaces.',
      replies: [
        {
          text: `You can do it with a loop and nothing but the shell:

\`\`\`bash
for file in *.jpeg; do
  mv -n -- "$file" "\${file%.jpeg}.jpg"
done
\`\`\`

- The quotes keep names with spaces together.
- \`\${file%.jpeg}\` is the name without its ending.
- \`-n\` never overwrites a file that is already there, and \`--\` protects you from names that begin with a dash.

Try it first with \`echo mv\` in place of \`mv\`: it then only prints what it would do.`,
          replies: [
            {
              text: 'Works, thanks. How would I do the same for all subfolders as well?',
              review: 'waiting',
            },
          ],
        },
        {
          text: `If you have the \`rename\` program from Perl, it is one line:

\`\`\`bash
rename -n 's/\\.jpeg$/.jpg/' *.jpeg
\`\`\`

\`-n\` only shows what would happen. Leave it out to rename for real. Beware: some distributions ship a different \`rename\` with another syntax.`,
          review: 'waiting',
        },
      ],
    },
  },
  {
    name: 'compound-interest',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'Explain compound interest to me with a small table. Say I put 1,000 euros aside at 5 percent a year and do not touch it.',
      replies: [
        {
          text: `With compound interest you also earn interest on the interest of earlier years. After *n* years you have \`1000 × 1.05ⁿ\` euros.

| after | compound | without compounding |
|---|---|---|
| 1 year | 1,050.00 | 1,050.00 |
| 10 years | 1,628.89 | 1,500.00 |
| 20 years | 2,653.30 | 2,000.00 |
| 30 years | 4,321.94 | 2,500.00 |

In the first years you hardly notice it; later it is most of the growth. Taxes and inflation are not in this table.`,
          replies: [
            {
              text: 'Is there a quick way to see in my head how long it takes until the money has doubled?',
            },
          ],
        },
        {
          text: 'It means interest on interest. In the first year you get 50 euros. In the second you get 5 percent of 1,050, which is 52.50, and so on. The sum grows a little faster every year.',
          review: 'waiting',
        },
      ],
    },
  },
  {
    name: 'about-yourself',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'I have a job interview for a junior accountant position next week. How should I answer "Tell me about yourself" when I have only done two internships?',
      replies: [
        {
          text: `Keep it to about a minute and a half, and let it lead to the job:

1. **Now**: what you have just finished, in one sentence.
2. **Before**: from each internship one thing you did *and* what came of it, for instance "I reconciled supplier accounts, and month-end closing took a day less".
3. **Next**: why this position is the logical next step.

Leave out school days and hobbies unless they say something about how you work. Write down three key words, not the text, so that you do not sound as if you were reciting.`,
        },
        {
          text: 'Be honest that you are at the start of your career and say what you have learned. Practise it aloud a few times before.',
          replies: [{ text: 'What if they ask about my weaknesses right afterwards?', review: 'waiting' }],
        },
      ],
    },
  },
  {
    name: 'library-card',
    lang: 'en',
    state: 'growing',
    prompt: {
      text: 'I want to read more this year but I fall asleep over every book in the evening. Any ideas that do not involve getting up at five?',
    },
  },
  enHerbs,
];
