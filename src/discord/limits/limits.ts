// Lengths are what Discord calls characters. UTF-16 units (`.length`) are never fewer, so counting those is safe.
// Sources: Discord's API reference (messages, components, modals) and its OpenAPI document, as of 2026.

/** What one message may hold. */
export const messageLimits = {
  embeds: 10,
  /** All embeds together: titles, descriptions, field names and values, footers and author names. */
  embedText: 6_000,
  /**
   * Texts of the whole message as UTF-8. Undocumented: above roughly 10,170 bytes Discord answers 500
   * (discord-api-docs issues 8554 and 7628), so this keeps some distance.
   */
  bytes: 9_000,
  rows: 5,
} as const;

/** What one embed may hold; leading and trailing blanks are trimmed by Discord before it counts. */
export const embedLimits = {
  description: 4_096,
  fields: 25,
  fieldValue: 1_024,
  author: 256,
} as const;

/** Interactive components, on messages and in modals. */
export const componentLimits = {
  customId: 100,
  buttonsInRow: 5,
  /** As much of a button's label as is shown on every screen; 80 may be sent. */
  buttonShown: 38,
  selectOptions: 25,
  /** Label, value and description of an option, in selects, radio groups and checkbox groups alike. */
  option: 100,
  checkboxOptions: { max: 10 },
} as const;

/** What one modal may hold. The OpenAPI document allows 40 components; the reference says five. */
export const modalLimits = {
  components: 5,
  title: 45,
  /** A text among the components. */
  text: 4_000,
  /** The same as UTF-8: nobody has measured where modals fail, so they get what messages get. */
  textBytes: messageLimits.bytes,
  label: 45,
  labelDescription: 100,
  input: 4_000,
} as const;
