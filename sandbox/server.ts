import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { act } from './acts/act.ts';
import { forgeCommand } from './acts/command.ts';
import { type Forgery, forge } from './acts/forge.ts';
import { upload } from './acts/upload.ts';
import { makeClock } from './clock.ts';
import { Person } from './driver/person.ts';
import { type Gateway, startGateway } from './gateway/gateway.ts';
import { restApp } from './rest/app.ts';
import { type FaultList, faultList } from './rest/faults.ts';
import { fileRoutes } from './rest/files.ts';
import { type Requests, requestLog } from './rest/requests.ts';
import type { ActResult, PersonAction, PersonView, Snapshot, UploadResult } from './view.ts';
import { createWebhook, type Webhook } from './webhook/webhook.ts';
import type { SentFile } from './world/attachments.ts';
import { type ChannelControls, channelControls } from './world/channels.ts';
import { createWorld, type WorldOptions } from './world/create.ts';
import { type PersonOptions, personNamed } from './world/people.ts';
import { personView, snapshot } from './world/snapshot.ts';

export type SandboxOptions = WorldOptions & {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Epoch milliseconds. With it, deadlines fall only in `clock.advance`; without it, time is the computer's. */
  now?: () => number;
  people?: ({ name: string } & PersonOptions)[];
  /** What discord.js is told to beat at, in real milliseconds; 41,250 as on Discord. */
  heartbeatMs?: number;
  /** More routes on the same address, such as the page's. */
  routes?: (sandbox: Sandbox) => Hono | Promise<Hono>;
};

/** A Discord on 127.0.0.1, with one server, one bot and as many people as are asked for. */
export type Sandbox = {
  url: string;
  /** What `DISCORD_API_URL` should be. */
  apiUrl: string;
  token: string;
  applicationId: string;
  guildId: string;
  clock: { now(): number; advance(ms: number): void };
  /** The person of this name, who joins if they were not there; options given later change them. */
  person(name: string, options?: PersonOptions): Person;
  /** What the server's channels do to the bot. */
  channels: ChannelControls;
  /** The id of the server's role of this name; throws when there is none. */
  roleId(name: string): string;
  /** Everybody, in the order they joined. */
  people(): PersonView[];
  snapshot(personId: string): Snapshot;
  act(personId: string, action: PersonAction): Promise<ActResult>;
  /** Picks a file for an option of a command; the id that comes back is the option's value. */
  upload(personId: string, file: SentFile): UploadResult;
  /** For tests: what only a tampered client could send. */
  forge(personId: string, forgery: Forgery): Promise<ActResult>;
  /** For tests: a command that is hidden from its user. */
  forgeCommand(personId: string, command: Parameters<typeof forgeCommand>[2]): Promise<ActResult>;
  onChange(listener: (personIds: 'all' | string[]) => void): () => void;
  /** Discord's signed webhook, by which interactions can come instead of the gateway. */
  webhook: Webhook;
  requests: Requests;
  faults: { rest: FaultList['add']; gateway: Omit<Gateway, 'emit' | 'close'>; clear(): void };
  close(): Promise<void>;
};

/** Starts a sandbox. Rejects, saying so, when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = makeClock(options.now);
  const world = createWorld(clock, options);
  const log = requestLog();
  const faults = faultList();
  const listeners = new Set<(personIds: 'all' | string[]) => void>();
  world.changed = (people) => {
    for (const listener of [...listeners]) listener(people);
  };

  const rest = restApp(world, log, faults);
  let front = fileRoutes(world);
  const http = createServer(
    getRequestListener(
      (request, env) => {
        const app = new URL(request.url).pathname.startsWith('/api/') ? rest : front;
        return app.fetch(request, env);
      },
      { overrideGlobalObjects: false }, // the bot may live in this process, and needs the real Request
    ),
  );
  const port = await listen(http, options.port ?? 0);
  const gateway = startGateway(world, http, options.heartbeatMs ?? 41_250);
  world.url = `http://127.0.0.1:${port}`;
  world.emit = gateway.emit;
  const { bring, ...webhook } = createWebhook(world, log);
  world.bring = bring;

  const sandbox: Sandbox = {
    url: world.url,
    apiUrl: `${world.url}/api`,
    token: world.token,
    applicationId: world.applicationId,
    guildId: world.guild.id,
    clock,
    person: (name, about) => new Person(sandbox, personNamed(world, name, about).id),
    channels: channelControls(world),
    roleId(name) {
      const id = world.roles.get(name);
      if (!id) throw new Error(`There is no role "${name}"`);
      return id;
    },
    people: () => [...world.people.values()].map((person) => personView(world, person)),
    snapshot: (personId) => snapshot(world, personId),
    act: (personId, action) => act(world, personId, action),
    upload: (personId, file) => upload(world, personId, file),
    forge: (personId, forgery) => forge(world, personId, forgery),
    forgeCommand: (personId, command) => forgeCommand(world, personId, command),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    webhook,
    requests: log,
    faults: { rest: faults.add, gateway, clear: faults.clear },
    async close() {
      clock.stop();
      listeners.clear();
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  for (const { name, ...about } of options.people ?? []) personNamed(world, name, about);
  if (options.routes) front = new Hono().route('/', front).route('/', await options.routes(sandbox));
  return sandbox;
}

async function listen(http: ReturnType<typeof createServer>, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new Error(`Port ${port} is already in use. Choose another one.`, { cause: error }) : error,
      );
    });
    http.listen(port, '127.0.0.1', resolve);
  });
  return (http.address() as AddressInfo).port; // listening on TCP, so it is an address with a port
}
