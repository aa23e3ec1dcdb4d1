import type { Sandbox } from '../../../sandbox/server.ts';
import type { Chance } from '../chance.ts';
import type { Journal } from '../journal.ts';

type Fault = ReturnType<Sandbox['faults']['rest']>;
type Behaviour = Parameters<Sandbox['faults']['rest']>[1];

/** Discord's own mishaps, and a count of them by which a click tells whether one came in between. */
export type DiscordWeather = {
  /** Makes something go wrong with one of the next calls to interactions' own routes. */
  spoilCall(): void;
  /** Makes something go wrong with the gateway. */
  spoilGateway(): void;
  /** Ends all mishaps that still wait to strike. */
  clear(): void;
  /** How often something has gone wrong so far. */
  count(): number;
  /** Whether something is wrong just now: the gateway silent, or the bot not connected. */
  isTroubled(): boolean;
  /** Whether something happened to the gateway in the last seconds, so that a process may still be reconnecting. */
  isUnsettled(): boolean;
};

/** discord.js waits up to 5 s before it identifies anew, and for as long between two attempts. */
const RECONNECTING_MS = 12_000;

const routes = {
  callback: { method: 'POST', route: '/interactions/:id/:token/callback' },
  followUp: { route: /^\/webhooks\// },
};

type Parts = { sandbox: Sandbox; luck: Chance; journal: Journal };

/** Fair until it is told otherwise. */
export function discordWeather({ sandbox, luck, journal }: Parts): DiscordWeather {
  let armed: Fault[] = [];
  let struckBefore = 0;
  let gatewayFaults = 0;
  let lastGatewayFault = Number.NEGATIVE_INFINITY;
  let speak: (() => void) | undefined;
  const somebody = sandbox.person('Watcher');
  let online = somebody.view.bot.online;
  const struck = () => armed.reduce((sum, fault) => sum + fault.struck(), struckBefore);

  sandbox.onChange((people) => {
    if (people !== 'all') return;
    const now = somebody.view.bot.online;
    if (now !== online) gatewayFaults += 1;
    if (now !== online) journal.note('discord', now ? 'the bot is connected' : 'the bot is not connected');
    online = now;
  });

  function gateway(what: string, spoil: () => void) {
    gatewayFaults += 1;
    lastGatewayFault = journal.now();
    journal.note('discord', what);
    spoil();
  }

  function silence() {
    const end = sandbox.faults.gateway.silence();
    speak = () => {
      gateway('the gateway speaks again', end);
      speak = undefined;
    };
    setTimeout(() => speak?.(), luck.pick([luck.int(200, 1_500), luck.int(1_000, 6_000)])).unref();
  }

  return {
    spoilCall() {
      const [what, behaviour] = anyMishap(luck);
      const route = luck.happens(0.75) ? routes.callback : routes.followUp;
      journal.note('discord', `one ${route === routes.callback ? 'callback' : 'follow-up'}: ${what}`);
      armed.push(sandbox.faults.rest(route, behaviour));
    },
    spoilGateway() {
      const { drop, reconnect, invalidate } = sandbox.faults.gateway;
      luck.pick([
        () => gateway('the gateway closes', () => drop(luck.pick([4000, 4000, 1012, 4008]))),
        () => gateway('the gateway asks to reconnect', reconnect),
        () => gateway('the gateway invalidates the session', () => invalidate(luck.happens(0.3))),
        () => (speak ? undefined : gateway('the gateway is silent', silence)),
      ])();
    },
    clear() {
      struckBefore = struck();
      for (const fault of armed) fault.cancel();
      armed = [];
      speak?.();
    },
    count: () => struck() + gatewayFaults,
    isTroubled: () => speak !== undefined || !online,
    isUnsettled: () => journal.now() - lastGatewayFault < RECONNECTING_MS,
  };
}

function anyMishap(luck: Chance): [string, Behaviour] {
  const seen = luck.happens(0.5);
  const done = seen ? 'carried out' : 'not carried out';
  const refused = (status: number, code: number, message: string): [string, Behaviour] => [
    `refused with ${code}`,
    { status, body: { code, message } },
  ];
  return luck.pick<() => [string, Behaviour]>([
    () => [`500, ${done}`, { status: 500, seen }],
    () => [`503, ${done}`, { status: 503, seen }],
    () => [`twice 500, ${done}`, { status: 500, seen, times: 2 }],
    () => [`reset, ${done}`, { reset: true, seen }],
    () => [`reset, ${done}`, { reset: true, seen }],
    () => ['429', { status: 429, retryAfter: luck.int(1, 15) / 10 }],
    () => {
      const ms = luck.int(100, 4_000);
      const until = new Promise((resolve) => setTimeout(resolve, ms).unref());
      return [`held for ${ms} ms, ${done}`, { until, seen }];
    },
    () => refused(404, 10062, 'Unknown interaction'),
    () => refused(404, 10008, 'Unknown Message'),
    () => refused(401, 50027, 'Invalid Webhook Token'),
    () => refused(404, 10015, 'Unknown Webhook'),
    () => [
      'carried out, then refused with 40060',
      { ...refused(400, 40060, 'Already acknowledged.')[1], seen: true },
    ],
  ])();
}
