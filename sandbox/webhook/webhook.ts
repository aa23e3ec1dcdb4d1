import { ApiError } from '../api-error.ts';
import { readForm } from '../rest/body.ts';
import { takeFirstAnswer } from '../rest/first-answer.ts';
import type { requestLog } from '../rest/requests.ts';
import { type Interaction, threeSeconds, type World } from '../world/world.ts';

/** Where interactions go instead of the gateway, and how the bot bears it. */
export type Webhook = {
  /** The application's public key, 64 hex digits: what `DISCORD_PUBLIC_KEY` should be. */
  publicKey: string;
  /**
   * Brings interactions to this address from now on, or over the gateway again (`null`). As Discord does, it asks there
   * first: once in its own name, once with a wrong signature. Rejects when either is answered wrongly. Several addresses are
   * replicas behind one, which get the requests in turn, as from a load balancer: resolves when nothing is on its way any
   * more to one that has lost its place.
   */
  bringTo(where: string | readonly string[] | null): Promise<void>;
  /** How many requests with wrong signatures were mixed in. An address that takes one loses its place. */
  forgeries(): number;
  /** How many interactions nobody took where they were brought: nobody was there, or said anything but an answer. */
  notTaken(): number;
};

/** One request in so many is preceded by one with a wrong signature. */
const FORGED_EVERY = 3;
const CALLBACK = '/interactions/:id/:token/callback';

type Brings = Webhook & { bring(interaction: Interaction, payload: unknown): Promise<void> };

/** Delivers interactions as signed web requests, and takes the first answer from the response. */
export function createWebhook(world: World, log: ReturnType<typeof requestLog>): Brings {
  let brought = 0;
  let forgeries = 0;
  let notTaken = 0;
  let replicas: readonly string[] = [];
  const onTheWay = new Set<{ url: string; bringing: Promise<void> }>();

  const ping = () =>
    JSON.stringify({
      id: world.newId(),
      application_id: world.applicationId,
      type: 1,
      token: 'ping',
      version: 1,
      entitlements: [],
    });
  const seconds = () => Math.floor(world.clock.now() / 1_000);

  async function post(url: string, body: string, headers: Record<string, string>, signal?: AbortSignal) {
    return await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: signal ?? null });
  }

  /** Whether the address refuses what is not signed by us. */
  async function refusesForgery(url: string, body: string): Promise<boolean> {
    forgeries += 1;
    const response = await post(url, body, world.signing.forged(seconds(), body));
    await response.body?.cancel();
    return response.status === 401;
  }

  async function knowsUs(url: string): Promise<boolean> {
    const body = ping();
    const response = await post(url, body, world.signing.headers(seconds(), body));
    const answer: unknown = await response.json().catch(() => undefined);
    return response.status === 200 && Object(answer).type === 1;
  }

  return {
    publicKey: world.signing.publicKey,
    async bringTo(where) {
      const urls = where === null ? [] : [where].flat();
      for (const url of urls) {
        if (!((await knowsUs(url)) && (await refusesForgery(url, ping()))))
          throw new Error(`The interactions endpoint URL ${url} could not be verified.`);
      }
      replicas = urls;
      world.endpoint = urls[0] ?? null;
      const left = [...onTheWay].filter(({ url }) => !urls.includes(url));
      await Promise.all(left.map(({ bringing }) => bringing));
    },
    forgeries: () => forgeries,
    notTaken: () => notTaken,
    bring(interaction, payload) {
      const url = replicas[brought % replicas.length];
      if (url === undefined) return Promise.resolve(world.emit('INTERACTION_CREATE', payload));
      brought += 1;
      const bringing = bringTo(url, interaction, JSON.stringify(payload), brought % FORGED_EVERY === 0);
      const way = { url, bringing };
      onTheWay.add(way);
      return bringing.finally(() => onTheWay.delete(way));
    },
  };

  async function bringTo(url: string, interaction: Interaction, body: string, forgesFirst: boolean) {
    const late = new AbortController();
    const callOff = world.clock.at(interaction.at + threeSeconds + 1, () => late.abort());
    try {
      if (forgesFirst && !(await refusesForgery(url, body))) {
        replicas = [];
        world.endpoint = null;
        throw new Error(`${url} has taken a request with a wrong signature: nothing goes there any more.`);
      }
      const response = await post(url, body, world.signing.headers(seconds(), body), late.signal);
      await read(interaction, response);
    } catch {
      if (!late.signal.aborted) notTaken += 1;
      interaction.fail(); // whatever it is, the person sees no more of it
    } finally {
      callOff();
    }
  }

  /** Takes what the response says as the first answer, and keeps it like one that came over REST. */
  async function read(interaction: Interaction, response: Response): Promise<void> {
    const { id, token } = interaction;
    if (response.status === 202) return void (await response.body?.cancel());
    if (response.status !== 200) throw new Error(`it was answered with ${response.status}`);
    const path = `/interactions/${id}/${token}/callback`;
    const entry = log.add({ method: 'POST', route: CALLBACK, path, at: world.clock.now() });
    const isForm = response.headers.get('content-type')?.startsWith('multipart/form-data');
    const { body, files } = isForm
      ? await readForm(await response.formData())
      : { body: await response.json(), files: [] };
    entry.body = body;
    try {
      takeFirstAnswer(world, interaction, body, files);
      entry.status = 200;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      entry.status = error.status; // the bot is not told
      interaction.fail();
    }
  }
}
