import { html, nothing, type TemplateResult } from 'lit';
import { plusIcon, sendIcon } from '../icons.ts';
import type { Scene } from '../scene.ts';
import type { OptionView } from './commands.ts';
import type { Line } from './line.ts';
import { lineField } from './line-field.ts';
import { optionField } from './option-field.ts';
import type { Draft } from './reading.ts';

/** What the bar reports. `option` is the one whose field it happened in, `null` the line itself. */
export type BarEvents = {
  slash(): void;
  send(): void;
  key(event: KeyboardEvent): void;
  typed(option: OptionView | null, text: string): void;
  picked(option: OptionView, file: File): void;
  focused(option: OptionView | null): void;
};

/** The bar to write in: text, or a command with a field for each of its options that is open. */
export function bar(line: Line, suggested: number, scene: Scene, events: BarEvents): TemplateResult {
  const { draft, text, problem } = line;
  const keepFocus = (event: Event) => event.preventDefault();
  return html`${problem ? html`<p class="composer-problem" role="alert"><strong>${problem.option}</strong>: ${problem.problem}</p>` : nothing}
    <div class="composer">
      <button type="button" class="round" aria-label="List the commands" @click=${events.slash}>${plusIcon()}</button>
      <div class="composer-line">
        ${draft ? html`<span class="command-name">/${draft.command.label}</span>${fields(draft, line, events)}` : nothing}
      ${lineField(line, scene, suggested, {
        typed: (typed) => events.typed(null, typed),
        key: events.key,
        focused: () => events.focused(null),
      })}
      </div>
      <button type="button" class="send" aria-label="Send" ?disabled=${!draft && text.trim() === ''} @mousedown=${keepFocus} @click=${events.send}>
        ${sendIcon()}
      </button>
    </div>`;
}

function fields({ command, values }: Draft, { labels, problem }: Line, events: BarEvents): TemplateResult[] {
  const open = command.options.filter(({ name }) => values[name] !== undefined);
  return open.map((option) =>
    optionField(option, {
      shown: labels[option.name] ?? '',
      wrong: problem?.option === option.name,
      typed: (text) => events.typed(option, text),
      picked: (file) => events.picked(option, file),
      key: events.key,
      focused: () => events.focused(option),
    }),
  );
}
