import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Environment } from '../../src/config.ts';
import { END_WITHIN_MS } from '../../src/ending.ts';
import { HAND_OVER_MS } from '../../src/leaving.ts';
import { root } from '../support/sources.ts';

// The fields of the API of Kubernetes (1.30 and later) that are used, and no others: a misspelt one is no field.
const Labels = z.record(z.string(), z.string());
const Metadata = z.strictObject({ name: z.string(), labels: Labels });
const Selector = z.strictObject({ matchLabels: Labels });
const Http = z.strictObject({ path: z.string().startsWith('/'), port: z.union([z.string(), z.int()]) });
const Probe = z.strictObject({
  httpGet: Http,
  periodSeconds: z.int().min(1),
  timeoutSeconds: z.int().min(1).optional(),
  failureThreshold: z.int().min(1),
});
const Quantity = z.string().regex(/^\d+(m|Mi|Gi)?$/);
const Container = z.strictObject({
  name: z.string(),
  image: z.string().regex(/:\d+\.\d+\.\d+$/),
  command: z.array(z.string()).optional(),
  envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })),
  env: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
  ports: z.array(z.strictObject({ name: z.string(), containerPort: z.int() })).optional(),
  startupProbe: Probe.optional(),
  readinessProbe: Probe.optional(),
  livenessProbe: Probe.optional(),
  lifecycle: z
    .strictObject({ preStop: z.strictObject({ sleep: z.strictObject({ seconds: z.int().min(1) }) }) })
    .optional(),
  resources: z.strictObject({
    requests: z.strictObject({ cpu: Quantity, memory: Quantity }),
    limits: z.strictObject({ memory: Quantity }),
  }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })).default([]),
});
const Pod = z.strictObject({
  metadata: z.strictObject({ labels: Labels, annotations: Labels.optional() }),
  spec: z.strictObject({
    restartPolicy: z.enum(['Never', 'OnFailure']).optional(),
    terminationGracePeriodSeconds: z.int().optional(),
    automountServiceAccountToken: z.literal(false),
    securityContext: z.strictObject({
      runAsNonRoot: z.literal(true),
      runAsUser: z.int().min(1),
      seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
    }),
    containers: z.array(Container).length(1),
    volumes: z.array(z.strictObject({ name: z.string(), emptyDir: z.strictObject({}) })).default([]),
    topologySpreadConstraints: z
      .array(
        z.strictObject({
          maxSkew: z.int(),
          topologyKey: z.string(),
          whenUnsatisfiable: z.enum(['ScheduleAnyway', 'DoNotSchedule']),
          labelSelector: Selector,
        }),
      )
      .optional(),
  }),
});
const specs = {
  Job: z.strictObject({ backoffLimit: z.int(), ttlSecondsAfterFinished: z.int(), template: Pod }),
  Deployment: z.strictObject({
    replicas: z.int(),
    selector: Selector,
    strategy: z.strictObject({
      type: z.literal('RollingUpdate'),
      rollingUpdate: z.strictObject({ maxSurge: z.int(), maxUnavailable: z.int() }),
    }),
    template: Pod,
  }),
  PodDisruptionBudget: z.strictObject({ minAvailable: z.int(), selector: Selector }),
  Service: z.strictObject({
    selector: Labels,
    ports: z.array(z.strictObject({ name: z.string(), port: z.int(), targetPort: z.string() })),
  }),
  Ingress: z.strictObject({
    tls: z.array(z.strictObject({ hosts: z.array(z.string()), secretName: z.string() })),
    rules: z.array(
      z.strictObject({
        host: z.string(),
        http: z.strictObject({
          paths: z.array(
            z.strictObject({
              path: z.string(),
              pathType: z.enum(['Exact', 'Prefix']),
              backend: z.strictObject({
                service: z.strictObject({ name: z.string(), port: z.strictObject({ name: z.string() }) }),
              }),
            }),
          ),
        }),
      }),
    ),
  }),
} as const;
type Kind = keyof typeof specs;
const versions: Readonly<Record<Kind, string>> = {
  Job: 'batch/v1',
  Deployment: 'apps/v1',
  PodDisruptionBudget: 'policy/v1',
  Service: 'v1',
  Ingress: 'networking.k8s.io/v1',
};
const Manifest = z.strictObject({
  apiVersion: z.string(),
  kind: z.enum(Object.keys(specs) as [Kind, ...Kind[]]),
  metadata: Metadata,
  spec: z.unknown(),
});

const text = readFileSync(join(root, 'deploy/kubernetes/bot.yaml'), 'utf8');
const manifests = parseAllDocuments(text).map((document) => Manifest.parse(document.toJS()));

function the<Name extends Kind>(name: Name): z.infer<(typeof specs)[Name]> {
  const found = manifests.filter(({ kind }) => kind === name);
  expect(found).toHaveLength(1);
  return specs[name].parse(found[0]?.spec) as z.infer<(typeof specs)[Name]>;
}

test('each part is of the API and has the fields of its kind, and no others', () => {
  expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(specs).toSorted());
  for (const { apiVersion, kind, spec } of manifests) {
    expect(apiVersion).toBe(versions[kind]);
    expect(specs[kind].safeParse(spec).error).toBeUndefined();
  }
});

test('three replicas stand, and never fewer than two while anything is moved or renewed', () => {
  const { replicas, strategy } = the('Deployment');
  expect(replicas).toBe(3);
  expect(strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  expect(the('PodDisruptionBudget').minAvailable).toBe(replicas - 1);
});

test('service and budget are about the pods of the deployment, and not about those of the job', () => {
  const { selector, template } = the('Deployment');
  expect(template.metadata.labels).toEqual(selector.matchLabels);
  expect(the('Service').selector).toEqual(selector.matchLabels);
  expect(the('PodDisruptionBudget').selector).toEqual(selector);
  expect(the('Job').template.metadata.labels).not.toEqual(selector.matchLabels);
});

test('probes and the way in lead to a port and paths that there are', () => {
  const [container] = the('Deployment').template.spec.containers;
  const ports = container?.ports?.map(({ name }) => name);
  const probes = [container?.startupProbe, container?.readinessProbe, container?.livenessProbe];
  expect(probes.map((probe) => probe?.httpGet)).toEqual([
    { path: '/readyz', port: 'http' },
    { path: '/readyz', port: 'http' },
    { path: '/healthz', port: 'http' },
  ]);
  expect(ports).toEqual(['http']);
  expect(the('Service').ports.map(({ targetPort }) => targetPort)).toEqual(ports);
  const paths = the('Ingress').rules.flatMap(({ http }) =>
    http.paths.map(({ path, pathType }) => [path, pathType]),
  );
  expect(paths).toEqual([['/interactions', 'Exact']]); // health and figures are nobody's outside
});

test('a pod has longer to end than the bot takes, and nothing new comes meanwhile', () => {
  const { terminationGracePeriodSeconds = 0, containers } = the('Deployment').template.spec;
  const pause = containers[0]?.lifecycle?.preStop.sleep.seconds ?? 0;
  expect(pause).toBeGreaterThan(0);
  expect(terminationGracePeriodSeconds).toBeGreaterThan(pause + (HAND_OVER_MS + END_WITHIN_MS) / 1_000);
});

test('every setting is one that there is, and no secret is written down', () => {
  const templates = [the('Job').template, the('Deployment').template];
  const settings = templates.flatMap(({ spec }) => spec.containers.flatMap(({ env }) => env));
  expect(settings.map(({ name }) => name).filter((name) => !(name in Environment.shape))).toEqual([]);
  expect(settings.map(({ name }) => name).filter((name) => /TOKEN|KEY|URL/.test(name))).toEqual([]);
});

test('the job runs what brings the schema up to date', () => {
  expect(the('Job').template.spec.containers[0]?.command?.at(-1)).toBe('dist/migrate.mjs');
});
