import type { APIEmbed } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { quoted } from '../../discord/text/inline.ts';
import { shorten } from '../../discord/text/shorten.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import { listed, withName } from '../../locales/join.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { MessageFacts } from '../../oasst/moderation.ts';
import { AUTOMATIC, type Case, type reportsOn } from '../../store/cases.ts';
import { authorshipOf, canBeDisabled } from './authorship.ts';

type Reports = Awaited<ReturnType<typeof reportsOn>>;

/** What of a case can be decided, in the order of its buttons. */
export const choices = ['delete', 'keep', 'stop', 'disable'] as const;
/** What can be done besides, where a message is looked up. */
export const moreChoices = ['undelete', 'start', 'edit'] as const;
export type Choice = (typeof choices)[number] | (typeof moreChoices)[number];

/** More reports are not shown one by one. */
export const MOST_REPORTS = 8;
const MOST_ABOVE = 2;

/** A case in a log channel: the message, what it answers, who reported it why, and what was or can be decided. */
export function caseView(
  known: Case,
  facts: MessageFacts | undefined,
  reports: Reports,
  words: Words,
  place: 'log' | 'lookup' = 'log',
): View {
  const above = (facts?.conversation ?? []).slice(-MOST_ABOVE);
  const hidden = (facts?.conversation.length ?? 0) - above.length;
  return {
    embeds: [
      ...above.map(({ text, is_assistant }, index) => ({
        author: { name: speaker(is_assistant, words) },
        color: colours[is_assistant ? 'assistant' : 'prompter'],
        description: clip(foreign(text), { units: 500, bytes: 1_000 }),
        ...(index === 0 && hidden > 0 ? { title: words('speaker.hidden', { count: hidden }) } : {}),
      })),
      messageEmbed(known, facts, reports, words),
    ],
    components: rows(buttonsOf(known, facts, words, place)),
  };
}

function messageEmbed(
  known: Case,
  facts: MessageFacts | undefined,
  reports: Reports,
  words: Words,
): APIEmbed {
  const told = reports.length > 0 ? 'case.title_report' : 'case.title_message';
  const title = words(known.decided_by === AUTOMATIC ? 'case.title_removed' : told);
  return {
    title,
    color: known.decision === null ? colours.problem : colours.neutral,
    ...(facts ? { author: { name: speaker(facts.is_assistant, words) } } : {}),
    description: facts ? clip(foreign(facts.text), { units: 1_500, bytes: 3_000 }) : words('case.gone'),
    fields: [
      ...(facts ? [{ name: words('case.about'), value: aboutText(facts, words) }] : []),
      ...(reports.length > 0 ? [{ name: words('case.by'), value: reportsText(reports, words) }] : []),
      ...(decisionText(known, words)
        ? [{ name: words('case.decision'), value: decisionText(known, words) }]
        : []),
    ],
    footer: { text: known.message_id },
  };
}

function aboutText({ author, state, below, lang, deleted }: MessageFacts, words: Words): string {
  return [
    words('case.author', { who: authorText(author, words) }),
    words('case.tree', { state: words.find(`export.state_${state}`) ?? `\`${state}\`` }),
    ...(below === undefined ? [] : [words('case.below', { count: below })]),
    ...(lang ? [languageName(lang, words.locale)] : []),
    ...(deleted ? [words('case.deleted')] : []),
  ].join(' · ');
}

function authorText(author: MessageFacts['author'], words: Words): string {
  const authorship = authorshipOf(author);
  if (author && authorship === 'member') return mention(author.id);
  const unnamed = authorship === 'member' ? 'untold' : authorship;
  return words(`case.author_${unnamed}`);
}

function reportsText(reports: Reports, words: Words): string {
  const lines = reports.slice(0, MOST_REPORTS).map(({ personId, labels, words: said }) => {
    const names = labels.map((label) => labelText(label, words));
    const reported = said === '' ? [] : [`“${quoted(said, { units: 150, bytes: 300 })}”`];
    return `• ${withName(mention(personId), [shorten(listed(names, words), { units: 100 }), ...reported].filter(Boolean).join(' – '), words)}`;
  });
  const more = reports.length > MOST_REPORTS ? ['…'] : [];
  return clip([...lines, ...more].join('\n'), { units: 1_024, bytes: 2_000 });
}

function labelText(name: string, words: Words): string {
  return words.find(`widget.${name}.report`) ?? words.find(`widget.${name}.name`) ?? foreign(name);
}

/** What was decided, by whom and when; empty when nothing ever was. */
export function decisionText({ decision, decided_by, decided_at, undone_by }: Case, words: Words): string {
  if (decision === null) return undone_by === null ? '' : words('case.undone', { who: mention(undone_by) });
  const when = stamp(decided_at ?? 0, 'R');
  if (decided_by === AUTOMATIC || decided_by === null)
    return words(
      decision === 'stop' || decision === 'abort' ? `case.rules_${decision}` : 'case.rules_delete',
      { when },
    );
  if (decision === 'abort') return '';
  return words(`case.decided_${decision}`, { who: mention(decided_by), when });
}

function buttonsOf(
  known: Case,
  facts: MessageFacts | undefined,
  words: Words,
  place: 'log' | 'lookup',
): Button[] {
  const { id, version } = known;
  const idOf = (argument: string) =>
    place === 'log' ? customId('case', id, argument) : customId('caseask', id, argument);
  // a card may be older than the decision that its Undo is about
  const undo = place === 'log' ? 'undo' : `undo.${version}`;
  if (!isOpen(known)) {
    const goOn = place === 'lookup' && facts && isStill(facts);
    return [
      { label: words('button.undo'), id: idOf(undo) },
      ...(goOn ? [{ label: words('case.button_start'), id: idOf('start') }] : []),
    ];
  }
  const isOffered = (choice: Choice) => choice !== 'disable' || canBeDisabled(authorshipOf(facts?.author));
  const possible: readonly Choice[] = facts
    ? [...choices.filter(isOffered), ...(place === 'lookup' ? moreFor(facts) : [])]
    : ['keep'];
  return possible.map((choice) => ({
    label: words(`case.button_${choice}`),
    id: choice === 'edit' ? customId('caseedit', id) : idOf(choice),
    style: ['delete', 'stop', 'disable'].includes(choice) ? 'danger' : 'secondary',
  }));
}

/** What is deleted can be brought back, and what stands still can go on. */
function moreFor(facts: MessageFacts): Choice[] {
  return [
    ...(facts.deleted ? ['undelete' as const] : []),
    ...(isStill(facts) ? ['start' as const] : []),
    'edit',
  ];
}

function isStill({ state }: MessageFacts): boolean {
  return state === 'halted_by_moderator' || state.startsWith('aborted');
}

/** Whether something can be chosen about a case: once it is decided, only that its tree goes on, whoever stopped that and when. */
export function isOpenTo(known: Case, choice: Choice): boolean {
  return isOpen(known) || choice === 'start';
}

/** Whether a case waits for a decision, or for another one, as the last leaves all others open and cannot be taken back. */
export function isOpen(known: Pick<Case, 'decision' | 'act_id'>): boolean {
  return known.decision === null || !canBeUndone(known);
}

/** Whether the last decision can be taken back: what a text was before only the backend's trail knows, where it keeps one. */
function canBeUndone({ decision, act_id }: Pick<Case, 'decision' | 'act_id'>): boolean {
  return decision !== null && (decision !== 'edit' || act_id !== null);
}

function speaker(isAssistant: boolean, words: Words): string {
  return words(`speaker.${isAssistant ? 'assistant' : 'prompter'}`);
}

/** A person, with the id that is left when they are not on the server any more; a dash for one who was forgotten. */
export function mention(id: string): string {
  return id === '' ? '—' : `<@${id}> (\`${id}\`)`;
}
