import type { APIEmbed } from 'discord-api-types/v10';
import { embedLimits } from '../../discord/limits/limits.ts';
import { type Budget, leftAfter, less, sizeOfEmbeds, wholeMessage } from '../../discord/text/budget.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { paginate } from '../../discord/text/pages.ts';
import { holds, sizeOf } from '../../discord/text/text.ts';

/** A text under a heading: one message under its speaker, a story, a summary. Colour is 0xRRGGBB. */
export interface Section {
  heading: string;
  text: string;
  colour?: number;
}

/** How sections become pages; all words come from the caller. */
export interface FullPagesOptions {
  /** Room on each page; the whole of a message unless the page carries something else besides. */
  budget?: Budget;
  /** The heading of a section on the pages after its first. */
  continued: (heading: string) => string;
  /** Stands for a text, or a page of it, in which there is nothing to see. */
  placeholder: string;
}

/**
 * The sections in full, as pages: each page the embeds of one message, within the budget. A section begins on the page
 * on which the one before it ends if it fits there whole, else on a new page; one that is too long for a page goes on
 * over several. Nothing is lost but blanks at the cuts (see `cutIntoPages`).
 * @throws RangeError when the budget has no place, or not `SMALLEST_PAGE` besides the headings
 */
export function fullPages(sections: readonly Section[], options: FullPagesOptions): APIEmbed[][] {
  const budget = options.budget ?? wholeMessage;
  if (budget.embeds < 1) throw new RangeError('A page needs a place for at least one embed');
  const pages: APIEmbed[][] = [];
  for (const embed of sections.flatMap((section) => partsOf(section, budget, options))) {
    const page = pages.at(-1);
    const left = leftAfter(page ?? [], budget);
    if (page !== undefined && left.embeds > 0 && holds(left, sizeOfEmbeds([embed]))) page.push(embed);
    else pages.push([embed]);
  }
  return pages;
}

function partsOf(section: Section, budget: Budget, { continued, placeholder }: FullPagesOptions): APIEmbed[] {
  const author = { units: embedLimits.author, bytes: Math.floor(budget.bytes / 4) };
  const first = clip(section.heading, author);
  const later = clip(continued(section.heading), author);
  const longest = Math.max(sizeOf(first).bytes, sizeOf(later).bytes);
  const room = less(budget, { units: Math.max(first.length, later.length), bytes: longest });
  const limits = { units: Math.min(room.units, embedLimits.description), bytes: room.bytes };
  return paginate(foreign(section.text), limits, placeholder).map((description, index) => ({
    ...(section.colour === undefined ? {} : { color: section.colour }),
    author: { name: index === 0 ? first : later },
    description,
  }));
}
