import { randomBytes } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { type By, noteAct } from './acts.ts';
import { isPostgres } from './dialect.ts';
import { enqueue } from './outbox.ts';
import type { Schema } from './schema.ts';
import type { WebhookEvent, WebhookEventType } from './webhook-events.ts';
import type { WebhooksTable } from './webhooks-table.ts';

export type Webhook = Selectable<WebhooksTable>;

/** So many events are sent on their way at once. */
const AT_ONCE = 100;

/**
 * Notes an event for the addresses there are, if there are any. Belongs into the transaction of what happened, which it never
 * holds up: events have no order among each other until `distribute`.
 */
export async function announce(db: Kysely<Schema>, { type, data }: WebhookEvent, now: number): Promise<void> {
  await db
    .insertInto('webhook_events')
    .columns(['id', 'type', 'data', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('webhooks')
        .select([
          sql<string>`cast(${crypto.randomUUID()} as text)`.as('id'),
          sql<string>`cast(${type} as text)`.as('type'),
          sql<string>`cast(${JSON.stringify(data)} as text)`.as('data'),
          sql<number>`cast(${now} as bigint)`.as('created_at'),
        ])
        .where('disabled_at', 'is', null)
        .limit(1),
    )
    .execute();
}

/** The queue of the outbox in which an address is told of events, one after the other. */
export function webhookQueue(id: string): string {
  return `webhook:${id}`;
}

/** Puts what has happened into the queues of the addresses that want to know it; how many events that were. */
export async function distribute(db: Kysely<Schema>, now: number): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const oldest = tx.selectFrom('webhook_events').select('id').orderBy('created_at').limit(AT_ONCE);
    const events = await tx.deleteFrom('webhook_events').where('id', 'in', oldest).returningAll().execute();
    if (events.length === 0) return 0;
    const webhooks = await heldWebhooks(tx);
    for (const event of events.toSorted((a, b) => a.created_at - b.created_at))
      for (const webhook of webhooks)
        if (wants(webhook, event.type))
          await tell(tx, webhook.id, { ...event, data: JSON.parse(event.data) }, now);
    return events.length;
  });
}

/** The addresses that are told of something, as they stay until the transaction ends; nobody else adds to their queues meanwhile. */
async function heldWebhooks(tx: Kysely<Schema>): Promise<Webhook[]> {
  return await tx
    .selectFrom('webhooks')
    .selectAll()
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .$if(isPostgres(tx), (query) => query.forNoKeyUpdate())
    .execute();
}

async function tell(db: Kysely<Schema>, id: string, event: Happened, now: number): Promise<void> {
  const body = bodyOf(event);
  await enqueue(db, { kind: 'webhook', taskId: id, queueKey: webhookQueue(id), body }, now);
}

/** Something that happened, at a moment in epoch ms. */
type Happened = { type: string; data: unknown; created_at: number };

/** What an address reads of an event. */
export function bodyOf({ type, data, created_at }: Happened) {
  return { type, timestamp: new Date(created_at).toISOString(), data };
}

const Events = z.array(z.string()).catch([]);

/** The events that an address is told of; none for all. */
export function eventsOf({ events }: Pick<Webhook, 'events'>): string[] {
  return Events.parse(JSON.parse(events));
}

function wants(webhook: Webhook, type: string): boolean {
  const events = eventsOf(webhook);
  return events.length === 0 || events.includes(type);
}

/** Adds an address, with a secret of its own. */
export async function addWebhook(
  db: Kysely<Schema>,
  { url, events }: { url: string; events: readonly WebhookEventType[] },
  { by, now }: By,
): Promise<Webhook> {
  return await db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('webhooks')
      .values({
        id: randomBytes(8).toString('hex'),
        url,
        secret: `whsec_${randomBytes(32).toString('base64')}`,
        events: JSON.stringify(events),
        created_at: now,
        failing_since: null,
        failure: null,
        disabled_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await noteAct(tx, { act: 'webhook_add', subject: hostOf(added), after: { events } }, { by, now });
    return added;
  });
}

/** The host of an address: all of it that may be shown and written down, because the rest can be a secret. */
export function hostOf({ url }: Pick<Webhook, 'url'>): string {
  return new URL(url).host;
}

/** All addresses, the oldest first. */
export async function listWebhooks(db: Kysely<Schema>): Promise<Webhook[]> {
  return await db.selectFrom('webhooks').selectAll().orderBy('created_at').orderBy('id').execute();
}

/** The address with this id. */
export async function findWebhook(db: Kysely<Schema>, id: string): Promise<Webhook | undefined> {
  return await db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Forgets an address and what it was still to be told; false when there is none. */
export async function removeWebhook(db: Kysely<Schema>, id: string, by: By): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    await dropQueue(tx, id);
    const gone = await tx.deleteFrom('webhooks').where('id', '=', id).returningAll().executeTakeFirst();
    if (!gone) return false;
    const before = { events: eventsOf(gone), enabled: gone.disabled_at === null };
    await noteAct(tx, { act: 'webhook_remove', subject: hostOf(gone), before }, by);
    return true;
  });
}

/** Tells an address again that was given up; false when it was not. */
export async function enableWebhook(db: Kysely<Schema>, id: string, by: By): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const enabled = await tx
      .updateTable('webhooks')
      .set({ disabled_at: null, failing_since: null, failure: null })
      .where('id', '=', id)
      .where('disabled_at', 'is not', null)
      .returningAll()
      .executeTakeFirst();
    if (!enabled) return false;
    const change = { before: { enabled: false }, after: { enabled: true } };
    await noteAct(tx, { act: 'webhook_enable', subject: hostOf(enabled), ...change }, by);
    return true;
  });
}

/** Remembers that an address took nothing, and why. */
export async function noteFailure(
  db: Kysely<Schema>,
  id: string,
  failure: string,
  now: number,
): Promise<void> {
  await db
    .updateTable('webhooks')
    .set((eb) => ({
      failing_since: eb.fn.coalesce('failing_since', sql<number>`cast(${now} as bigint)`),
      failure,
    }))
    .where('id', '=', id)
    .execute();
}

/** Remembers that an address took what it was told. */
export async function noteSuccess(db: Kysely<Schema>, id: string): Promise<void> {
  await db
    .updateTable('webhooks')
    .set({ failing_since: null, failure: null })
    .where('id', '=', id)
    .where('failing_since', 'is not', null)
    .execute();
}

/** Gives an address up, with all that it was still to be told; false when that has happened before. */
export async function disableWebhook(db: Kysely<Schema>, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhooks')
    .set({ disabled_at: now })
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  await dropQueue(db, id);
  return numUpdatedRows === 1n;
}

async function dropQueue(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('outbox').where('lane', '=', webhookQueue(id)).where('kind', '=', 'webhook').execute();
}
