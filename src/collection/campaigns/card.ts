import { type APISelectMenuOption, ComponentType } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { componentLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { inline, inOneLine } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { type Row, rows, type View } from '../../discord/view.ts';
import { listed } from '../../locales/join.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import { type Campaign, type CampaignMix, campaignKinds, standingOf } from '../../oasst/campaigns.ts';

const NAME = { units: 80, bytes: 200 };
const DAY_MS = 24 * 60 * 60_000;
const TOPIC = { units: 700, bytes: 1_400 };

/** A campaign as its owners see it, with how far it is and the button that ends it or takes that back. */
export function campaignCard(campaign: Campaign, now: number, words: Words, news?: string): View {
  const { id, topic, ended_at } = campaign;
  const said = foreign(topic).trim();
  const lines = [
    ...(news === undefined ? [] : [news, '']),
    ...(said === '' ? [] : [clip(said, TOPIC), '']),
    ...factLines(campaign, now, words),
  ];
  const button =
    ended_at === null
      ? { label: words('campaign.end'), id: customId('campaignend', id), style: 'danger' as const }
      : { label: words('campaign.reopen'), id: customId('campaignopen', id) };
  return {
    embeds: [
      {
        title: inOneLine(foreign(campaign.name), NAME),
        description: lines.join('\n'),
        color: colours.neutral,
        footer: { text: words('campaign.id', { id }) },
      },
    ],
    components: rows([button]),
  };
}

/** All campaigns, a line each, with the select that shows one; those that are not over first. */
export function campaignList(campaigns: readonly Campaign[], now: number, words: Words): View {
  const title = words('campaign.title');
  if (campaigns.length === 0) return notice(words('campaign.none'), [], title);
  const isOver = (campaign: Campaign) => standingOf(campaign, now) === 'over';
  const sorted = campaigns.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)));
  const shown = sorted.slice(0, componentLimits.selectOptions);
  const lines = shown.map(
    (campaign) =>
      `**${inline(campaign.name, NAME)}** · ${standing(campaign, now, words)} · ${progressOf(campaign, words)}`,
  );
  const view = notice(lines.join('\n'), [], title);
  return { ...view, components: [showSelect(shown, now, words)] };
}

function showSelect(campaigns: readonly Campaign[], now: number, words: Words): Row {
  const options = campaigns.map(
    (campaign): APISelectMenuOption => ({
      value: campaign.id,
      label: inOneLine(campaign.name, NAME),
      description: standing(campaign, now, words),
    }),
  );
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId('campaignshow'),
        placeholder: words('campaign.show'),
        options,
      },
    ],
  };
}

function factLines(campaign: Campaign, now: number, words: Words): string[] {
  const { languages, mix, opens_at, closes_at, role } = campaign;
  const names = listed(
    languages.map((lang) => languageName(lang, words.locale)),
    words,
  );
  return [
    words('campaign.standing', { standing: standing(campaign, now, words) }),
    progressOf(campaign, words),
    ...underWay(campaign, words),
    words('campaign.languages', { list: names || words('campaign.all_languages') }),
    words('campaign.kinds', { list: mix ? mixInWords(mix, words) : words('campaign.usual_mix') }),
    ...(opens_at === null ? [] : [words('campaign.opens', { when: stamp(opens_at, 'f') })]),
    ...(closes_at === null ? [] : [words('campaign.closes', { when: stamp(lastMinute(closes_at), 'f') })]),
    ...(role ? [words('campaign.only_role', { role: `<@&${role.id}>` })] : []),
  ];
}

/** A day's end is told as its last minute (UTC): midnight would be read as the day after. */
function lastMinute(closesAt: number): number {
  return closesAt % DAY_MS === 0 ? closesAt - 60_000 : closesAt;
}

function standing(campaign: Campaign, now: number, words: Words): string {
  const where = standingOf(campaign, now);
  return words(`campaign.is_${where}`);
}

/** What there is of it, against its goal where it has one. */
function progressOf({ goal, progress }: Campaign, words: Words): string {
  const messages = progress?.messages ?? 0;
  const finished = progress?.trees.ready_for_export ?? 0;
  if (goal?.of === 'messages') return words('campaign.messages_of', { messages, goal: goal.count });
  if (goal) return words('campaign.trees_of', { finished, goal: goal.count });
  return words('campaign.so_far', { finished, messages });
}

function underWay({ progress }: Campaign, words: Words): string[] {
  if (!progress) return [];
  const sum = (...states: string[]) => states.reduce((all, state) => all + (progress.trees[state] ?? 0), 0);
  const prompts = sum('initial_prompt_review', 'prompt_lottery_waiting');
  const ranking = sum('ranking', 'backlog_ranking', 'ready_for_scoring');
  return [words('campaign.under_way', { prompts, growing: sum('growing'), ranking })];
}

/** The kinds of a mix with the share of each in percent. */
export function mixInWords(mix: CampaignMix, words: Words): string {
  const whole = campaignKinds.reduce((sum, kind) => sum + mix[kind], 0);
  const percent = new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 0 });
  const kinds = campaignKinds
    .filter((kind) => mix[kind] > 0)
    .map((kind) => `${words(`campaign.kind_${kind}`)} ${percent.format(mix[kind] / whole)}`);
  return listed(kinds, words);
}
