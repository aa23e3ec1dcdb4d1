/** What owners' own programs can be told of. An event is added by a line here, by its words, and where it happens. */
export const webhookEvents = [
  'collection.tree_finished',
  'collection.message_reported',
  'collection.campaign_ended',
] as const;
export type WebhookEventType = (typeof webhookEvents)[number];

/** An event with what is told of it: ids of the task server, never a person or their words. */
export type WebhookEvent =
  | { type: 'collection.tree_finished'; data: { tree_id: string; lang: string } }
  | { type: 'collection.message_reported'; data: { message_id: string; labels: readonly string[] } }
  | {
      type: 'collection.campaign_ended';
      data: { campaign_id: string; name: string; reason: 'owner' | 'date' | 'goal' };
    };
