type Described = { widget: 'yes_no' | 'flag' | 'likert'; display_text: string; help_text: string | null };

// Short enough for a form field on Discord: 45 characters for the text, 100 for the help.
const described = {
  spam: yesNo('Spam, or out of place on purpose', 'A weak or dull message is not spam.'),
  fails_task: yesNo('Does not do what was asked', 'It ignores the request, or answers another one.'),
  lang_mismatch: flag('Wrong language', 'Written in another language than the one you work in.'),
  pii: flag('Personal data', 'Names, addresses, numbers or accounts of a private person.'),
  not_appropriate: flag(
    'Unfit for an assistant',
    'A prompt without a request, or a message that has no place here.',
  ),
  hate_speech: flag('Hate speech', 'Degrades or threatens people for who they are or what they believe.'),
  sexual_content: flag('Sexual content'),
  moral_judgement: flag('Moral judgement', 'Says what is right or wrong.'),
  political_content: flag('Political views', 'Takes sides in politics.'),
  quality: scale('Quality', 'How good the message is, taken as a whole.'),
  toxicity: scale('Rudeness', 'From polite to insulting.'),
  humor: scale('Humor', 'From serious to funny; irony counts.'),
  helpfulness: scale('Helpfulness', 'How far it gets the person who asked.'),
  creativity: scale('Creativity', 'From ordinary to original.'),
  violence: scale('Violence', 'From harmless to violent, self-harm included.'),
} satisfies Record<string, Described>;

export type LabelName = keyof typeof described;

/** Every label there is. */
export const labelNames = [
  'spam',
  'fails_task',
  'lang_mismatch',
  'pii',
  'not_appropriate',
  'hate_speech',
  'sexual_content',
  'moral_judgement',
  'political_content',
  'quality',
  'toxicity',
  'humor',
  'helpfulness',
  'creativity',
  'violence',
] as const satisfies readonly LabelName[];

/** What may be given to any message; the task a message fails is only known with the task. */
const free = labelNames.filter((name) => name !== 'fails_task');

const ofPrompter: readonly LabelName[] = [
  'spam',
  'lang_mismatch',
  'quality',
  'creativity',
  'humor',
  'toxicity',
  'violence',
  'not_appropriate',
  'pii',
  'hate_speech',
  'sexual_content',
];

/** What may be reported. */
export const reportLabels: readonly LabelName[] = [
  'spam',
  'not_appropriate',
  'pii',
  'hate_speech',
  'sexual_content',
  'moral_judgement',
  'political_content',
  'toxicity',
  'violence',
  'quality',
];

/** What labelling without a task may use. */
export const freeLabels = free;

/** The labels no answer to a labelling task may leave out. */
export const mandatoryLabels: readonly LabelName[] = ['spam'];

/** What a message is, as far as its labels depend on it. */
export type MessageRole = 'initial_prompt' | 'prompter_reply' | 'assistant_reply';

const full: Record<MessageRole, readonly LabelName[]> = {
  initial_prompt: ofPrompter,
  prompter_reply: ofPrompter,
  assistant_reply: [
    ...ofPrompter.slice(0, 2),
    'fails_task',
    'quality',
    'helpfulness',
    ...ofPrompter.slice(3),
  ],
};

const simple: Record<MessageRole, readonly LabelName[]> = {
  initial_prompt: ['spam', 'lang_mismatch'],
  prompter_reply: ['spam', 'lang_mismatch', 'quality'],
  assistant_reply: ['spam', 'lang_mismatch', 'quality'],
};

/** The labels a labelling task asks for: all of them, or the few that decide. */
export function labelsFor(role: MessageRole, mode: 'full' | 'simple'): readonly LabelName[] {
  return (mode === 'full' ? full : simple)[role];
}

/** Labels with what a front end needs to show them, in the same order. */
export function describe(names: readonly LabelName[]) {
  return names.map((name) => ({ name, ...described[name] }));
}

function yesNo(display_text: string, help_text: string | null = null): Described {
  return { widget: 'yes_no', display_text, help_text };
}

function flag(display_text: string, help_text: string | null = null): Described {
  return { widget: 'flag', display_text, help_text };
}

function scale(display_text: string, help_text: string | null = null): Described {
  return { widget: 'likert', display_text, help_text };
}
