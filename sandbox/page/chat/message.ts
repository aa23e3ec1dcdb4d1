import { html, nothing, type TemplateResult } from 'lit';
import type { MessageView, NoticeView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { attachment } from '../components/attachment.ts';
import { component } from '../components/component.ts';
import { eyeIcon } from '../icons.ts';
import { markdown } from '../markdown/view.ts';
import type { Scene } from '../scene.ts';
import { sentTime } from '../time.ts';
import { say } from '../words/words.ts';
import { commandLine } from './command-line.ts';
import { embed } from './embed.ts';
import { messageNotice } from './notice.ts';

/** One message with everything on it. `grouped` leaves out its head, under another message of the same author. */
export function message(data: MessageView, scene: Scene, grouped: boolean): TemplateResult {
  const { author, command, ephemeral, embeds, components, content } = data;
  const { locale } = scene.snapshot.me;
  const shown = unreferenced(data);
  const sent = sentTime(data.sentAt, scene.reader);
  return html`<discord-message
    role="article"
    tabindex="-1"
    aria-label="${author.name}, ${sent}"
    data-message=${data.id}
    class="message ${ephemeral ? 'ephemeral' : ''} ${mentions(data, scene.snapshot.me.id) ? 'mentioned' : ''}"
    .author=${author.name}
    .avatar=${avatar(author)}
    .bot=${author.bot}
    .timestamp=${sent}
    ?message-body-only=${grouped}
  >
    ${command ? commandLine(command, locale) : nothing}
    ${data.thinking ? thinking(say('thinking', locale, author.name)) : content ? markdown(content, scene) : nothing}
    ${data.editedAt !== null && !data.thinking ? html`<span class="edited">${say('edited', locale)}</span>` : nothing}
    ${shown.length > 0 ? html`<div slot="attachments" class="attachments">${shown.map(attachment)}</div>` : nothing}
    ${embeds.map((each) => embed(each, scene))}
    <div slot="components" class="components">
      ${components.map((each) => component(each, { scene, message: data }))}
      ${noticesOf(data, scene).map(messageNotice)} ${ephemeral ? onlyYou(data, scene) : nothing}
    </div>
  </discord-message>`;
}

function thinking(said: string): TemplateResult {
  return html`<span class="thinking" role="status"
    ><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><em>${said}</em></span
  >`;
}

function onlyYou({ id }: MessageView, scene: Scene): TemplateResult {
  const dismiss = () => void scene.act({ do: 'dismiss', messageId: id });
  const { locale } = scene.snapshot.me;
  return html`<div class="only-you">
    ${eyeIcon()}${say('only_you', locale)} • <button type="button" class="link" @click=${dismiss}>${say('dismiss', locale)}</button>
  </div>`;
}

function noticesOf({ id }: MessageView, { snapshot }: Scene): NoticeView[] {
  return snapshot.notices.filter(({ messageId }) => messageId === id);
}

/** The files that stand for themselves: not those in an embed, and with Components V2 (flag 32768) none but in a component. */
function unreferenced({ attachments, embeds, flags }: MessageView) {
  if (flags & 32_768) return [];
  const pictures = new Set(embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]));
  return attachments.filter(({ url }) => !pictures.has(url));
}

function mentions({ content, author }: MessageView, me: string): boolean {
  return author.id !== me && (content.includes(`<@${me}>`) || content.includes(`<@!${me}>`));
}
