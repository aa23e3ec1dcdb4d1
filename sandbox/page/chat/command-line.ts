import { html, type TemplateResult } from 'lit';
import type { MessageView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { sayAround } from '../words/words.ts';

/** The line above an answer: who used which command, in the language of whoever reads it. */
export function commandLine(
  { name, person }: NonNullable<MessageView['command']>,
  locale: string,
): TemplateResult {
  const [before, after] = sayAround('used', locale);
  return html`<div slot="reply" class="command-line">
    <img src=${avatar(person)} alt="" /><bdi>${person.name}</bdi> ${before}<span class="used-command">/${name}</span>${after}
  </div>`;
}
