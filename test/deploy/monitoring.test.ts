import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createBackend } from '../../src/backend/backend.ts';
import { openServing } from '../../src/serving.ts';
import { memoryDatabase } from '../support/database.ts';
import { root } from '../support/sources.ts';

const read = (path: string) => readFileSync(join(root, 'deploy', path), 'utf8');
const Rule = z.strictObject({
  alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z.string().regex(/^\d+[ms]$/),
  labels: z.strictObject({ severity: z.enum(['page', 'warn']) }),
  annotations: z.strictObject({ summary: z.string().regex(/[.?]$/) }),
});
const Alerts = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Rule) })),
});
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) })),
});
const rules = Alerts.parse(parse(read('alerts.yaml'))).groups.flatMap((group) => group.rules);
const panels = Dashboard.parse(JSON.parse(read('dashboard.json'))).panels;
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
];

/** Every series that a bot with the embedded backend has, with the labels of each. */
async function series(): Promise<Map<string, readonly string[]>> {
  const db = await memoryDatabase();
  const parts = { db, at: { host: '127.0.0.1', port: 0 }, isThere: async () => true, bot: () => undefined };
  const { metrics, measured, server } = await openServing(parts);
  onTestFinished(async () => {
    await server.close();
    await db.destroy();
  });
  measured(fetch);
  createBackend({
    db,
    now: Date.now,
    random: Math.random,
    keys: [],
    log: pino({ level: 'silent' }),
    metrics,
  });
  const found = new Map<string, readonly string[]>([['up', ['job']]]);
  for (const metric of metrics.getMetricsAsArray()) {
    const { name, labelNames } = metric as unknown as { name: string; labelNames: string[] }; // its own types lack them
    for (const suffix of ['', '_bucket', '_count', '_sum'])
      found.set(name + suffix, [...labelNames, 'le', 'instance']);
  }
  return found;
}

test('alerts and dashboard ask for nothing that the bot does not tell', async () => {
  const known = await series();
  expect(expressions.length).toBeGreaterThan(20);
  const named = expressions.flatMap(
    (expr) => expr.match(/\b(?:up|(?:bot|oasst|http|nodejs|process)_\w+)\b/g) ?? [],
  );
  expect(named.length).toBeGreaterThanOrEqual(expressions.length);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('they ask for labels that the series have', async () => {
  const known = await series();
  const wrong = expressions.flatMap((expr) => {
    const names = expr.match(/\b(?:up|(?:bot|oasst|http|nodejs|process)_\w+)\b/g) ?? [];
    const labels = [...expr.matchAll(/(\w+)\s*(?:=~|!=|=)\s*"/g)].map(([, label]) => label ?? '');
    const by = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
    const has = names.flatMap((name) => known.get(name) ?? []);
    return [...labels, ...by].filter((label) => !has.includes(label)).map((label) => `${label} in ${expr}`);
  });
  expect(wrong).toEqual([]);
});

test('each figure of the bot is shown or watched', async () => {
  const own = [...(await series()).keys()].filter((name) => /^bot_.*(?<!_bucket|_count|_sum)$/.test(name));
  expect(own.length).toBeGreaterThan(6);
  expect(own.filter((name) => !expressions.some((expr) => expr.includes(name)))).toEqual([]);
});
