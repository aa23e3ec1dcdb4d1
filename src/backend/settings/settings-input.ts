import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { Group, merge, nested } from './groups.ts';
import { impossibleIn } from './impossible.ts';
import { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

export type SettingsSources = {
  /** Where `backend.json` may lie. */
  dataDir: string;
  /** `name=value`, which win over the file. */
  assignments?: readonly string[];
  /** What differs from the reference's defaults before anybody sets anything. */
  base?: Group;
};

/**
 * The rules, from the defaults, `<dataDir>/backend.json` and assignments.
 * @throws SettingsError with all problems
 */
export async function readSettings({
  dataDir,
  assignments = [],
  base = {},
}: SettingsSources): Promise<Settings> {
  const problems: string[] = [];
  const given = [await fromFile(join(dataDir, 'backend.json')), ...assignments.map(fromAssignment)];
  const merged = given.reduce<Group>((all, one) => {
    if (typeof one !== 'string') return merge(all, one);
    problems.push(one);
    return all;
  }, base);
  const { data, error } = Settings.safeParse(merged);
  const impossible = data ? impossibleIn(data) : [];
  if (data && problems.length + impossible.length === 0) return data;
  throw new SettingsError([
    ...problems,
    ...(error ? sentencesOf(error) : []),
    ...impossible.map(({ name, rule }) => `${name} must be ${rule}, or nothing could ever be finished`),
  ]);
}

/** What assignments fix, whatever is chosen elsewhere. They must have been read before. */
export function fixedBy(assignments: readonly string[]): Group {
  return assignments
    .map(fromAssignment)
    .filter((one) => typeof one !== 'string')
    .reduce(merge, {});
}

/** What is wrong with settings, a line each that names one and says what it must be. */
export function sentencesOf(error: z.ZodError): string[] {
  return error.issues.flatMap(sentences);
}

/** What the file holds, or what is wrong with it; nothing, when there is none. */
async function fromFile(file: string): Promise<Group | string> {
  try {
    const { data } = Group.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return data ?? `${file} must be a JSON object, such as {"goalTreeSize": 4}`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOENT') return {};
    if (error instanceof SyntaxError) return `${file} must be JSON: ${error.message}`;
    return `${file} must be readable: ${error.message}`;
  }
}

/** `limits.person.most=60` as `{limits: {person: {most: 60}}}`; what is no JSON is a text. */
function fromAssignment(assignment: string): Group | string {
  const at = assignment.indexOf('=');
  if (at < 1) return `--set ${assignment} must be name=value, such as goalTreeSize=4`;
  return nested(assignment.slice(0, at).trim(), fromText(assignment.slice(at + 1).trim()));
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sentences(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${issue.path.join('.')} must be ${issue.message}`];
  return issue.keys.map(
    (key) => `${[...issue.path, key].join('.')} is no setting; docs/settings.md lists them all`,
  );
}
