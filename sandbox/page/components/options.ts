/** An option of a select, radio group or checkbox group. */
export type FieldOption = { value: string; label: string; description: string; chosen: boolean };

/** What a select chooses from: its own options, or something of the server. */
export type Entity = 'options' | 'people' | 'roles' | 'mentionables' | 'channels';
