import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FormValues } from '../../view.ts';
import { entityOptions } from '../components/entities.ts';
import type { FieldOption } from '../components/options.ts';
import { markdown } from '../markdown/view.ts';
import type { Scene } from '../scene.ts';
import { say } from '../words/words.ts';
import type { Field, Place } from './form.ts';

/** A field's state, and how it tells of a change. */
export type Filling = {
  scene: Scene;
  value: FormValues[string];
  problem: string | undefined;
  change(value: FormValues[string]): void;
};

/** A place of a form: text to read, or a labelled field with its description, its input and its problem. */
export function formPlace(place: Place, index: number, filling: Filling): TemplateResult {
  if (place.place === 'text')
    return html`<div class="form-text">${markdown(place.text, filling.scene)}</div>`;
  const grouped = place.kind === 'radio' || place.kind === 'checks';
  const id = `field-${index}`;
  const star =
    place.required && place.kind !== 'check' ? html`<span class="star" aria-hidden="true">*</span>` : nothing;
  const label = html`<span dir="auto">${place.label}</span>${star}`;
  const about = `${place.description ? `${id}-about ` : ''}${filling.problem ? `${id}-problem` : ''}`.trim();
  const description =
    place.description && place.kind !== 'check'
      ? html`<p class="field-description" id="${id}-about" dir="auto">${place.description}</p>`
      : nothing;
  const problem = filling.problem
    ? html`<p class="field-problem" id="${id}-problem" role="alert">${filling.problem}</p>`
    : nothing;
  const inner = html`${description}${input(place, id, about, filling)}${problem}`;
  if (place.kind === 'check') return html`<div class="field" data-field=${place.id}>${inner}</div>`;
  return grouped
    ? html`<fieldset class="field" data-field=${place.id} aria-describedby=${about || nothing}
        role=${place.kind === 'radio' ? 'radiogroup' : 'group'} aria-required=${place.required ? 'true' : nothing}>
        <legend class="field-label">${label}</legend>
        ${inner}
      </fieldset>`
    : html`<div class="field" data-field=${place.id}><label class="field-label" for=${id}>${label}</label>${inner}</div>`;
}

function input(field: Field, id: string, about: string, filling: Filling): TemplateResult {
  switch (field.kind) {
    case 'text':
      return textInput(field, id, about, filling);
    case 'radio':
      return radios(field, id, filling);
    case 'checks':
      return checks(field, id, filling);
    case 'check':
      return html`<label class="choice">
        <input type="checkbox" id=${id} .checked=${live(filling.value === true)} @change=${(event: Event) => filling.change(ticked(event))} />
        ${optionWords(field)}
      </label>`;
    case 'select':
      return html`<sandbox-select
        .options=${field.of === 'options' ? field.options : entityOptions(field.of, filling.scene.snapshot)}
        .chosen=${Array.isArray(filling.value) ? filling.value : []}
        .label=${field.label}
        .placeholder=${field.placeholder || say('choose', filling.scene.snapshot.me.locale)}
        .min=${field.required ? field.min : 0}
        .max=${field.max}
        .each=${true}
        .invalid=${filling.problem !== undefined}
        @choose=${({ detail }: CustomEvent<string[]>) => filling.change(detail)}
      ></sandbox-select>`;
    case 'unknown':
      return html`<p class="unknown">This kind of field (${field.type}) cannot be filled in here.</p>`;
  }
}

function textInput(
  field: Extract<Field, { kind: 'text' }>,
  id: string,
  about: string,
  { value, problem, change }: Filling,
) {
  const text = typeof value === 'string' ? value : '';
  const typed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) change(target.value);
  };
  const counter = html`<span class="counter ${text.length < field.min ? 'short' : ''}" aria-hidden="true">${text.length} / ${field.max}</span>`;
  const described = about || nothing;
  const control = field.long
    ? html`<textarea id=${id} dir="auto" rows="6" .value=${live(text)} maxlength=${field.max} placeholder=${field.placeholder}
        aria-describedby=${described} aria-invalid=${problem ? 'true' : 'false'} aria-required=${String(field.required)} @input=${typed}></textarea>`
    : html`<input id=${id} type="text" dir="auto" autocomplete="off" .value=${live(text)} maxlength=${field.max} placeholder=${field.placeholder}
        aria-describedby=${described} aria-invalid=${problem ? 'true' : 'false'} aria-required=${String(field.required)} @input=${typed} />`;
  return html`<div class="text-field ${field.long ? 'long' : ''} ${problem ? 'invalid' : ''}">${control}${counter}</div>`;
}

function radios(
  field: Extract<Field, { kind: 'radio' }>,
  id: string,
  { value, change, scene }: Filling,
): TemplateResult {
  const clear = !field.required && value !== null;
  return html`<div class="choices">
      ${field.options.map(
        (option) => html`<label class="choice ${value === option.value ? 'chosen' : ''}">
          <input type="radio" name=${id} .value=${option.value} .checked=${live(value === option.value)} @change=${() => change(option.value)} />
          ${optionWords(option)}
        </label>`,
      )}
    </div>
    ${clear ? html`<button type="button" class="link clear" @click=${() => change(null)}>${say('clear', scene.snapshot.me.locale)}</button>` : nothing}`;
}

function checks(
  field: Extract<Field, { kind: 'checks' }>,
  id: string,
  { value, change }: Filling,
): TemplateResult {
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (option: string, on: boolean) =>
    change(
      field.options
        .map((each) => each.value)
        .filter((each) => (each === option ? on : chosen.includes(each))),
    );
  return html`<div class="choices">
    ${field.options.map((option) => {
      const has = chosen.includes(option.value);
      return html`<label class="choice ${has ? 'chosen' : ''}">
        <input type="checkbox" name=${id} .checked=${live(has)} ?disabled=${!has && chosen.length >= field.max}
          @change=${(event: Event) => toggle(option.value, ticked(event))} />
        ${optionWords(option)}
      </label>`;
    })}
  </div>`;
}

function optionWords({ label, description }: Pick<FieldOption, 'label' | 'description'>): TemplateResult {
  return html`<span class="choice-words" dir="auto">${label}${description ? html`<small>${description}</small>` : nothing}</span>`;
}

function ticked({ target }: Event): boolean {
  return target instanceof HTMLInputElement && target.checked;
}
