import { html, nothing, type TemplateResult } from 'lit';
import type { MessageView, NoticeView } from '../../view.ts';
import { avatar } from '../avatar.ts';
import { attachment } from '../components/attachment.ts';
import { component } from '../components/component.ts';
import { eyeIcon } from '../icons.ts';
import { markdown } from '../markdown/view.ts';
import type { Scene } from '../scene.ts';
import { sentTime } from '../time.ts';
import { embed } from './embed.ts';
import { messageNotice } from './notice.ts';

/** One message with everything on it. `grouped` leaves out its head, under another message of the same author. */
export function message(data: MessageView, scene: Scene, grouped: boolean): TemplateResult {
  const { author, command, ephemeral, embeds, components, attachments, content } = data;
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
    .edited=${data.editedAt !== null && !data.thinking}
    ?message-body-only=${grouped}
  >
    ${command ? commandLine(command) : nothing}
    ${data.thinking ? thinking(author.name) : content ? markdown(content, scene) : nothing}
    ${embeds.map((each) => embed(each, scene))}
    <div slot="components" class="components">
      ${components.map((each) => component(each, { scene, message: data }))}
      ${unreferenced(data).length > 0 ? html`<div class="attachments">${attachments.map(attachment)}</div>` : nothing}
      ${noticesOf(data, scene).map(messageNotice)} ${ephemeral ? onlyYou(data, scene) : nothing}
    </div>
  </discord-message>`;
}

function commandLine({ name, person }: NonNullable<MessageView['command']>): TemplateResult {
  return html`<discord-command slot="reply" .author=${person.name} .avatar=${avatar(person)} .command=${`/${name}`}></discord-command>`;
}

function thinking(name: string): TemplateResult {
  return html`<span class="thinking" role="status"
    ><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><em>${name} is thinking…</em></span
  >`;
}

function onlyYou({ id }: MessageView, scene: Scene): TemplateResult {
  const dismiss = () => void scene.act({ do: 'dismiss', messageId: id });
  return html`<div class="only-you">
    ${eyeIcon()}Only you can see this • <button type="button" class="link" @click=${dismiss}>Dismiss message</button>
  </div>`;
}

function noticesOf({ id }: MessageView, { snapshot }: Scene): NoticeView[] {
  return snapshot.notices.filter(({ messageId }) => messageId === id);
}

/** With Components V2 (flag 32768) only files that a component names are shown. */
function unreferenced({ attachments, flags }: MessageView) {
  return flags & 32_768 ? [] : attachments;
}

function mentions({ content, author }: MessageView, me: string): boolean {
  return author.id !== me && (content.includes(`<@${me}>`) || content.includes(`<@!${me}>`));
}
