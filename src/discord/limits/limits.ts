// Lengths are what Discord calls characters. UTF-16 units (`.length`) are never fewer, so counting those is safe.
// Sources: Discord's API reference (messages, components, modals) and its OpenAPI document, as of 2026.

/** What one message may hold. */
export const messageLimits = {
  content: 2_000,
  embeds: 10,
  /** All embeds together: titles, descriptions, field names and values, footers and author names. */
  embedText: 6_000,
  /**
   * Texts of the whole message as UTF-8. Undocumented: above roughly 10,170 bytes Discord answers 500
   * (discord-api-docs issues 8554 and 7628), so this keeps some distance.
   */
  bytes: 9_000,
  rows: 5,
  /** Components V2: all components, nested ones included, and the characters of all text displays together. */
  components: 40,
  displayText: 4_000,
} as const;

/** What one embed may hold; leading and trailing blanks are trimmed by Discord before it counts. */
export const embedLimits = {
  title: 256,
  description: 4_096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  footer: 2_048,
  author: 256,
  url: 2_048,
} as const;

/** Interactive components, on messages and in modals. */
export const componentLimits = {
  customId: 100,
  buttonsInRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  selectOptions: 25,
  selectPlaceholder: 150,
  /** Label, value and description of an option, in selects, radio groups and checkbox groups alike. */
  option: 100,
  radioOptions: { min: 2, max: 10 },
  checkboxOptions: { min: 1, max: 10 },
  /** Component ids are int32 according to the OpenAPI document. */
  id: 2 ** 31 - 1,
} as const;

/** What one modal may hold. The OpenAPI document allows 40 components; the reference says five. */
export const modalLimits = {
  title: 45,
  components: 5,
  label: 45,
  labelDescription: 100,
  input: 4_000,
  inputPlaceholder: 100,
  display: 4_000,
  files: 10,
} as const;
