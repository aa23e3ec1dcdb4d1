import { barsSvg, intervalsSvg, type PlotGroup, type PlotRow } from '../../pictures/plot.ts';
import { count } from '../counting.ts';
import type { Estimate } from './estimate.ts';
import type { ReportFigures } from './figures.ts';
import { decimal, estimate, number } from './markdown.ts';
import { kindNames } from './sections/section.ts';
import { messageKinds } from './seen.ts';

/** The pictures of a report by the names of their files, as SVG. What there is too little of has none. */
export function plotsOf(figures: ReportFigures): Map<string, string> {
  const plots = [
    ['lengths.png', lengths(figures)],
    ['labels.png', labels(figures)],
    ['agreement.png', agreement(figures)],
    ['fragility.png', fragility(figures)],
    ['people.png', people(figures)],
  ] as const;
  return new Map(plots.flatMap(([file, svg]) => (svg === undefined ? [] : [[file, svg]])));
}

function labels({ labels: all }: ReportFigures) {
  const groups = byKind(all, ({ label, mean }) => estimated(label, mean));
  return groups.length === 0
    ? undefined
    : intervalsSvg({ title: 'Labels: share of yes, or mean', from: 0, to: 1, groups });
}

function agreement({ labels: all }: ReportFigures) {
  const groups = byKind(all, ({ label, agreement: { alpha } }) => estimated(label, alpha));
  const least = Math.min(0, ...groups.flatMap(({ rows }) => rows.map(({ low }) => low)));
  const from = Math.max(-1, Math.floor(least * 4) / 4);
  return groups.length === 0
    ? undefined
    : intervalsSvg({ title: 'Agreement of reviewers: Krippendorff’s α', from, to: 1, groups });
}

function lengths({ lengths: all }: ReportFigures) {
  const groups = byKind(all, ({ messages, bins: { width, counts } }) =>
    counts.map((texts, bin) =>
      bar(`${number(bin * width + 1)} to ${number((bin + 1) * width)}`, texts, texts / messages),
    ),
  );
  return groups.length === 0
    ? undefined
    : barsSvg({ title: 'Lengths of texts: share by characters', from: 0, to: mostIn(groups), groups });
}

function fragility({ rankings: all }: ReportFigures) {
  const groups = byKind(all, ({ sets_of_several: sets, fragility: { by_people, more_than, nobody } }) => [
    ...by_people.map((of) => bar(count(of.people, 'person', 'people'), of.sets, of.sets / sets)),
    ...more_than.map((of) =>
      bar(`more than ${count(of.people, 'person', 'people')}`, of.sets, of.sets / sets),
    ),
    ...(nobody > 0 ? [bar('never', nobody, nobody / sets)] : []),
  ]);
  const title = 'How many people decide who wins: share of sets';
  return groups.length === 0 ? undefined : barsSvg({ title, from: 0, to: mostIn(groups), groups });
}

function people({ people: all }: ReportFigures) {
  const rows = all.flatMap(({ lang, gini }) =>
    gini === null
      ? []
      : [{ name: lang ?? 'all languages', value: gini, low: 0, high: gini, shown: decimal(gini) }],
  );
  const groups = [{ heading: 'by language', rows }];
  return rows.length === 0
    ? undefined
    : barsSvg({ title: 'Judgements by person: Gini', from: 0, to: 1, groups });
}

function byKind<Of extends { kind: keyof typeof kindNames }>(
  all: readonly Of[],
  rowsOf: (of: Of) => PlotRow[],
): PlotGroup[] {
  const groups = messageKinds.map((kind) => ({
    heading: kindNames[kind],
    rows: all.filter((of) => of.kind === kind).flatMap(rowsOf),
  }));
  return groups.filter(({ rows }) => rows.length > 0);
}

function estimated(name: string, of: Estimate | null): PlotRow[] {
  return of ? [{ name, ...of, shown: estimate(of) }] : [];
}

function bar(name: string, things: number, share: number): PlotRow {
  return { name, value: share, low: 0, high: share, shown: number(things) };
}

/** Where a scale of shares ends: at the next tenth. */
function mostIn(groups: readonly PlotGroup[]) {
  const most = Math.max(...groups.flatMap(({ rows }) => rows.map(({ value }) => value)));
  return Math.min(1, Math.ceil(most * 10) / 10);
}
