import type { SampleTree } from './sample.ts';

/** English trees whose replies wait to be put in order, and one that is finished. */
export const enRanking: readonly SampleTree[] = [
  {
    name: 'falling-asleep',
    lang: 'en',
    state: 'ranking',
    prompt: {
      text: 'It takes me over an hour to fall asleep most nights. What can I try before I see a doctor?',
      replies: [
        {
          text: `A few things that help many people:

- **Same times every day**, at weekends too. Getting up at a fixed time matters most.
- **No caffeine after noon.** Half of it is still in your body about five hours later.
- **A cool, dark bedroom**, and the bed for sleeping only.
- **Do not lie awake.** After what feels like 20 minutes get up, do something dull in dim light, and go back when you are sleepy.

Give it two or three weeks. If it does not get better, or you are exhausted by day, do see a doctor: there are good treatments for insomnia.`,
          replies: [
            {
              text: 'I already keep fixed times and drink no coffee at all. It is my thoughts that will not stop. What helps against that?',
            },
            { text: 'How dim is dim light? Would reading on my tablet be all right?' },
            { text: 'ok. And what is the capital of Australia?' },
          ],
        },
        {
          text: 'Try to go to bed at the same time every day, avoid coffee in the afternoon and switch off screens an hour before. A cool and dark room helps as well.',
        },
        { text: 'Just relax and think of something nice. It always works for me.' },
      ],
    },
  },
  {
    name: 'second-highest-salary',
    lang: 'en',
    state: 'ranking',
    prompt: {
      text: 'How do I find the second highest salary in a table `employees(name, salary)` with SQL? Several people can earn the same.',
      replies: [
        {
          text: `Take the highest salary that is below the highest:

\`\`\`sql
SELECT MAX(salary) AS second_highest
FROM employees
WHERE salary < (SELECT MAX(salary) FROM employees);
\`\`\`

Equal salaries do no harm, and if everybody earns the same you get \`NULL\` rather than a wrong number.`,
          replies: [
            { text: 'Nice and short. How would I get the names of everybody who earns that much, too?' },
            { text: 'Can you make it faster?' },
          ],
        },
        {
          text: `With a window function you can pick any place, not only the second:

\`\`\`sql
SELECT DISTINCT salary
FROM (
  SELECT salary, DENSE_RANK() OVER (ORDER BY salary DESC) AS place
  FROM employees
) AS ranked
WHERE place = 2;
\`\`\`

\`DENSE_RANK\` gives equal salaries the same place and leaves no gaps.`,
        },
        {
          text: `Sort them and take the second row:

\`\`\`sql
SELECT salary FROM employees ORDER BY salary DESC LIMIT 1 OFFSET 1;
\`\`\``,
        },
      ],
    },
  },
  {
    name: 'tides',
    lang: 'en',
    state: 'ranking',
    prompt: {
      text: 'Why are there two high tides a day and not one, if it is the moon that pulls the water?',
      replies: [
        {
          text: `Because what counts is the *difference* in the moon's pull across the Earth.

- On the side facing the moon its pull is a little stronger than at the Earth's centre, so the water there is drawn towards it.
- On the far side the pull is a little weaker than at the centre, so the water there is, so to speak, left behind.

That makes two bulges. The Earth turns beneath them once a day, and most coasts pass through both. As the moon moves on meanwhile, the high tides come about 12 hours and 25 minutes apart.`,
          replies: [
            { text: 'Then why is the tide much higher on some days than on others?' },
            { text: 'Do lakes have tides too, then?' },
          ],
        },
        {
          text: 'The moon pulls on the water on the near side, and on the far side the Earth itself is pulled away from the water. So you get a high tide on both sides, and in one day you pass both.',
        },
        {
          text: 'One is from the moon and the other one is from the sun, that is why there are two.',
        },
      ],
    },
  },
  {
    name: 'sharpen-knife',
    lang: 'en',
    state: 'ready_for_export',
    prompt: {
      text: 'What is the difference between honing and sharpening a kitchen knife, and how often should I do each?',
      replies: [
        {
          text: `**Honing** straightens an edge that has bent over; hardly any metal is lost. **Sharpening** grinds a new edge and takes metal away.

For a home cook a few strokes on a honing rod before use and a whetstone two or three times a year are a good rule. If the knife slips on a tomato even after honing, it is time to sharpen.`,
          replies: [
            {
              text: 'Which grit should I buy if I want only one whetstone?',
              replies: [
                {
                  text: 'A stone with 1,000 on one side and a finer grit, such as 3,000 to 6,000, on the other. The coarse side makes the edge, the fine one polishes it. You only need something coarser, around 400, for chipped blades.',
                },
                { text: 'Get 1000 grit, that one is enough for everything at home.' },
              ],
            },
          ],
        },
        {
          text: 'Honing realigns the edge and you can do it every day. Sharpening removes steel to make a new edge and is needed a few times a year.',
        },
        { text: 'They are the same thing with two names. Do it once a month.' },
      ],
    },
  },
];
