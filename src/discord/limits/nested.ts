import type {
  APIComponentInLabel,
  APIMessageComponent,
  APIModalInteractionResponseCallbackComponent,
  APISelectMenuComponent,
} from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';

/** Any component, of a message or of a modal. */
export type AnyComponent =
  | APIMessageComponent
  | APIModalInteractionResponseCallbackComponent
  | APIComponentInLabel;

/** The components and all that are inside them, outer ones first. */
export function componentsOf(components: readonly AnyComponent[]): AnyComponent[] {
  return components.flatMap((component) => [component, ...componentsOf(insideOf(component))]);
}

/** The custom ids of these components themselves. */
export function customIdsOf(components: readonly AnyComponent[]): string[] {
  return components.flatMap((component) => ('custom_id' in component ? [component.custom_id] : []));
}

/** The numeric ids of these components themselves; 0 lets Discord choose one. */
export function idsOf(components: readonly AnyComponent[]): number[] {
  return components.flatMap(({ id }) => (id === undefined || id === 0 ? [] : [id]));
}

/** The contents of the text displays among these components. */
export function displayTextsOf(components: readonly AnyComponent[]): string[] {
  return components.flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : []));
}

function insideOf(component: AnyComponent): readonly AnyComponent[] {
  switch (component.type) {
    case ComponentType.ActionRow:
    case ComponentType.Container:
      return component.components;
    case ComponentType.Section:
      return [...component.components, component.accessory];
    case ComponentType.Label:
      return [component.component];
    default:
      return [];
  }
}

/** Whether a component is a select of any kind. */
export function isSelect(component: AnyComponent): component is APISelectMenuComponent {
  return selects.has(component.type);
}

const selects: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);
