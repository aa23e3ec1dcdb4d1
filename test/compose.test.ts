import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { END_WITHIN_MS } from '../src/ending.ts';
import { HAND_OVER_MS } from '../src/leaving.ts';
import { root } from './support/sources.ts';

const Service = z.object({
  build: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean(),
  tmpfs: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  privileged: z.never().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string(), required: z.boolean() })).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Compose = z.object({
  services: z.object({ bot: Service, postgres: Service, prometheus: Service }).strict(),
  volumes: z.record(z.string(), z.unknown()),
});
const { services, volumes } = Compose.parse(parse(readFileSync(join(root, 'compose.yaml'), 'utf8')));
const { bot, postgres, prometheus } = services;

test('the bot alone is what comes up without a profile, its data in a volume', () => {
  expect(bot).toMatchObject({ build: '.', env_file: '.env', volumes: ['data:/data'] });
  expect(bot.profiles).toBeUndefined();
  expect(bot.environment).toMatchObject({ DATA_DIR: '/data', HOST: '0.0.0.0', PORT: '8080' });
});

test('with the profile, PostgreSQL comes up first and is asked whether it is ready', () => {
  expect(postgres.profiles).toEqual(['postgres']);
  expect(postgres.healthcheck?.test).toContain('pg_isready');
  expect(bot.depends_on).toEqual({ postgres: { condition: 'service_healthy', required: false } });
});

test('there is never a second bot with the same token', () => {
  expect(Object.values(services).filter(({ env_file }) => env_file !== undefined)).toEqual([bot]);
});

test('the bot has longer to stop than it takes at most', () => {
  expect(Number.parseInt(bot.stop_grace_period ?? '', 10)).toBeGreaterThan(
    (HAND_OVER_MS + END_WITHIN_MS) / 1_000,
  );
});

test('what breaks into a container finds nothing to write to but data, and no rights to gain', () => {
  for (const service of [bot, postgres, prometheus]) {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
  }
  expect(bot.tmpfs).toEqual(['/tmp']);
  expect(bot.cap_add).toEqual([]);
});

test('PostgreSQL can write its socket, and may become its own user', () => {
  expect(postgres.tmpfs).toContain('/run/postgresql');
  expect(postgres.cap_add).toEqual(['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID']);
});

test('every volume is declared', () => {
  const all = [bot, postgres, prometheus].flatMap((service) =>
    service.volumes.map((volume) => volume.split(':')[0]),
  );
  const used = all.filter((name) => !name?.startsWith('.'));
  expect(Object.keys(volumes).toSorted()).toEqual(used.toSorted());
});

test('no password is written down: it comes from the environment, and has no default', () => {
  expect(postgres.environment.POSTGRES_PASSWORD).toBe(`\${POSTGRES_PASSWORD:-}`);
  const address = bot.environment.DATABASE_URL ?? '';
  expect(address).toMatch(
    /^\$\{DATABASE_URL:-\$\{POSTGRES_PASSWORD:\+postgres:\/\/bot:\$\{POSTGRES_PASSWORD\}@postgres\/bot\}\}$/,
  );
});

test('Prometheus is for this machine alone, asks the bot, and reads rules that are there', () => {
  expect(prometheus.profiles).toEqual(['monitoring']);
  expect(prometheus.ports).toEqual(['127.0.0.1:9090:9090']);
  const files = prometheus.volumes.filter((volume) => volume.startsWith('./'));
  expect(files.every((volume) => volume.endsWith(':ro'))).toBe(true);
  for (const volume of files) expect(existsSync(join(root, volume.split(':')[0] ?? ''))).toBe(true);
  const inside = files.map((volume) => volume.split(':')[1]);
  const settings = parse(readFileSync(join(root, 'deploy/prometheus.yaml'), 'utf8'));
  expect(inside).toEqual(expect.arrayContaining(settings.rule_files));
  expect(settings.scrape_configs).toEqual([
    { job_name: 'bot', static_configs: [{ targets: [`bot:${bot.environment.PORT}`] }] },
  ]);
});
