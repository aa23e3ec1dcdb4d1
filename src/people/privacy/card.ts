import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { stamp } from '../../discord/text/stamp.ts';
import type { Button, View } from '../../discord/view.ts';
import { forgettingKeys } from '../../locales/forgetting.ts';
import type { Words } from '../../locales/words.ts';
import type { PersonalListName } from '../../oasst/personal-data.ts';
import type { Kept, KeptAtBackend } from './kept.ts';

const lists = [
  'messages',
  'summaries',
  'labels',
  'rankings',
  'prompt_votes',
  'ratings',
  'emojis',
  'tasks',
] as const satisfies readonly PersonalListName[];

/**
 * What is kept about somebody, in numbers, and what they can do about it. `news` stands above it, and what the owners say
 * about it themselves (`own`) below.
 */
export function privacyCard(
  kept: Kept,
  host: string | undefined,
  words: Words,
  { news, own }: { news?: string | undefined; own?: string | undefined } = {},
): View {
  const lines = [
    ...(news === undefined ? [] : [news, '']),
    ...(kept.erasing ? [words(forgettingKeys[kept.erasing]), ''] : []),
    consentLine(kept, words),
    words('privacy.own', {
      tasks: kept.tasks,
      drafts: kept.drafts,
      calls: kept.calls,
      consents: kept.consents,
    }),
    ...backendLines(kept.backend, words),
    ...(kept.named === undefined ? [] : [words(kept.named ? 'privacy.named' : 'privacy.not_named')]),
    ...(host === undefined ? [] : [words('privacy.host', { host })]),
    ...(kept.erasing ? [] : ['', whatNext(words)]),
  ];
  const view = notice(lines.join('\n'), kept.erasing ? [] : buttons(kept, words), words('privacy.title'));
  if (own === undefined) return view;
  return { ...view, embeds: [...view.embeds, { description: foreign(own), color: colours.own }] };
}

/** What the buttons below do. */
function whatNext(words: Words): string {
  return words('privacy.what_next', {
    get: words('button.get_data'),
    withdraw: words('button.withdraw_consent'),
    erase: words('button.delete_everything'),
  });
}

function consentLine({ consentSince, consents }: Kept, words: Words): string {
  return consentSince === undefined
    ? words(consents > 0 ? 'privacy.consent_over' : 'privacy.no_consent')
    : words('privacy.consent', { since: stamp(consentSince, 'D') });
}

function backendLines(backend: KeptAtBackend, words: Words): string[] {
  switch (backend.is) {
    case 'unknown':
      return [words('privacy.backend_none')];
    case 'away':
      return [words('privacy.backend_away')];
    case 'protocol':
      return [words('privacy.backend_uncounted'), boardLine(backend.shown, words)];
    case 'counted': {
      const some = lists.filter((name) => backend.counts[name] > 0);
      const numbers = some.map((name) => words(`privacy.list.${name}`, { number: backend.counts[name] }));
      return [
        words('privacy.backend', { numbers: numbers.join(' · ') || '0' }),
        boardLine(backend.shown, words),
      ];
    }
  }
}

function boardLine(shown: boolean, words: Words): string {
  return words(shown ? 'privacy.shown' : 'privacy.hidden');
}

function buttons({ backend, consentSince, named }: Kept, words: Words): Button[] {
  const shown = 'shown' in backend ? backend.shown : undefined;
  return [
    { label: words('button.get_data'), id: customId('mydata'), style: 'primary' },
    ...(shown === undefined
      ? []
      : [
          shown
            ? { label: words('button.leave_board'), id: customId('leaveboard') }
            : { label: words('button.join_board'), id: customId('joinboard') },
        ]),
    ...(named === undefined
      ? []
      : [
          named
            ? { label: words('weekly.name_me_not'), id: customId('namemenot') }
            : { label: words('weekly.name_me'), id: customId('nameme') },
        ]),
    {
      label: words('button.withdraw_consent'),
      id: customId('withdrawconsent'),
      disabled: consentSince === undefined,
    },
    { label: words('button.delete_everything'), id: customId('eraseme'), style: 'danger' },
  ];
}
