import { html, type nothing, type TemplateResult } from 'lit';
import type { Scene } from '../scene.ts';
import { fullTime, markedTime } from '../time.ts';
import { parseMarkdown } from './parse.ts';
import { spoiler } from './spoiler.ts';
import type { Piece } from './tree.ts';

type Part = TemplateResult | string | typeof nothing;

/** A text with Discord's Markdown, as elements. Everything that is not Markdown stays text. */
export function markdown(text: string, scene: Scene): TemplateResult {
  return html`<div class="markdown" dir="auto">${parts(parseMarkdown(text), scene)}</div>`;
}

function parts(pieces: Piece[], scene: Scene): Part[] {
  return pieces.map((piece) => part(piece, scene));
}

function part(piece: Piece, scene: Scene): Part {
  const within = (pieces: Piece[]) => parts(pieces, scene);
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'break':
      return html`<br />`;
    case 'strong':
      return html`<strong>${within(piece.pieces)}</strong>`;
    case 'em':
      return html`<em>${within(piece.pieces)}</em>`;
    case 'underline':
      return html`<u>${within(piece.pieces)}</u>`;
    case 'strike':
      return html`<s>${within(piece.pieces)}</s>`;
    case 'spoiler':
      return spoiler(within(piece.pieces));
    case 'quote':
      return html`<blockquote>${within(piece.pieces)}</blockquote>`;
    case 'subtext':
      return html`<small>${within(piece.pieces)}</small>`;
    case 'heading':
      return heading(piece.level, within(piece.pieces));
    case 'code':
      return html`<code>${piece.text}</code>`;
    case 'codeBlock':
      return html`<pre tabindex="0"><code>${piece.text}</code></pre>`;
    case 'list':
      return list(piece, within);
    case 'link':
      return html`<a href=${piece.url} target="_blank" rel="noopener noreferrer">${within(piece.pieces)}</a>`;
    case 'mention':
      return mention(piece, scene);
    case 'time':
      return time(piece, scene);
    case 'emoji':
      return `:${piece.name}:`;
  }
}

function heading(level: number, within: Part[]): TemplateResult {
  if (level === 1) return html`<h1>${within}</h1>`;
  return level === 2 ? html`<h2>${within}</h2>` : html`<h3>${within}</h3>`;
}

function list(
  { ordered, start, items }: Extract<Piece, { type: 'list' }>,
  within: (pieces: Piece[]) => Part[],
) {
  const entries = items.map((item) => html`<li>${within(item)}</li>`);
  return ordered ? html`<ol start=${start}>${entries}</ol>` : html`<ul>${entries}</ul>`;
}

function time({ seconds, style }: Extract<Piece, { type: 'time' }>, { reader }: Scene): TemplateResult {
  const moment = new Date(seconds * 1000);
  const full = Number.isNaN(moment.getTime()) ? '' : fullTime(moment, reader);
  return html`<discord-time title=${full}>${markedTime(seconds, style, reader)}</discord-time>`;
}

function mention({ of, id }: Extract<Piece, { type: 'mention' }>, { snapshot }: Scene): TemplateResult {
  if (of === 'user') {
    const person = [...snapshot.people, snapshot.bot].find((known) => known.id === id);
    return html`<discord-mention type="user">${person?.name ?? 'unknown-user'}</discord-mention>`;
  }
  if (of === 'channel') {
    const channel = snapshot.channels.find((known) => known.id === id);
    return html`<discord-mention type="channel">${channel?.name ?? 'unknown'}</discord-mention>`;
  }
  if (of === 'command') return html`<discord-mention type="slash">${id}</discord-mention>`;
  if (of === 'everyone') return html`<discord-mention type="user">${id}</discord-mention>`;
  const role = of === 'role' ? (snapshot.roles.find((known) => known.id === id)?.name ?? 'unknown-role') : id;
  return html`<discord-mention type="role">${role}</discord-mention>`;
}
