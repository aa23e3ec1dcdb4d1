import type { APIMessageTopLevelComponent } from 'discord.js';

type Parts = APIMessageTopLevelComponent;

// Components as raw API objects, for payloads that builders would not let through. Deliberately loose: some break Discord's rules.
export const row = (...components: object[]) => ({ type: 1, components }) as Parts;
export const button = (customId: string, label = customId, more: object = {}) => ({
  type: 2,
  style: 1,
  custom_id: customId,
  label,
  ...more,
});
export const option = (value: string, more: object = {}) => ({ label: value, value, ...more });
export const options = (count: number) => Array.from({ length: count }, (_, index) => option(`o${index}`));
export const select = (customId: string, choices: object[], more: object = {}) => ({
  type: 3,
  custom_id: customId,
  options: choices,
  ...more,
});
export const display = (content: string) => ({ type: 10, content }) as Parts;
export const container = (...components: object[]) => ({ type: 17, components }) as Parts;

export const label = (text: string, component: object, more: object = {}) => ({
  type: 18,
  label: text,
  component,
  ...more,
});
export const input = (customId: string, more: object = {}) => ({
  type: 4,
  style: 2,
  custom_id: customId,
  ...more,
});
export const radio = (customId: string, choices: object[], more: object = {}) => ({
  type: 21,
  custom_id: customId,
  options: choices,
  ...more,
});
export const checkboxes = (customId: string, choices: object[], more: object = {}) => ({
  type: 22,
  custom_id: customId,
  options: choices,
  ...more,
});
export const checkbox = (customId: string, more: object = {}) => ({ type: 23, custom_id: customId, ...more });
export const form = (...components: object[]) => ({ custom_id: 'form', title: 'Form', components });
