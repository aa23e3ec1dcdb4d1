import { z } from 'zod';
import { Settings } from './settings.ts';

/** One setting, as people write it: `limits.person.most` is `{"limits": {"person": {"most": …}}}` in the file. */
export type SettingLine = { name: string; standard: string; rule: string; meaning: string };

/** Every setting there is, in the order of the schema. */
export function settingLines(): SettingLine[] {
  return lines(Node.parse(z.toJSONSchema(Settings, { io: 'input' })), []);
}

/** The table of `docs/settings.md`. */
export function settingsTable(): string {
  const head = ['| setting | default | must be | meaning |', '|---|---|---|---|'];
  const rows = settingLines().map(
    ({ name, standard, rule, meaning }) => `| \`${name}\` | \`${standard}\` | ${rule} | ${meaning} |`,
  );
  return [...head, ...rows].join('\n');
}

const Node = z.object({
  description: z.string().default(''),
  rule: z.string().default(''),
  default: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
type Node = z.infer<typeof Node>;

function lines(node: Node, path: readonly string[]): SettingLine[] {
  if (node.properties)
    return Object.entries(node.properties).flatMap(([name, child]) =>
      lines(Node.parse(child), [...path, name]),
    );
  const standard = JSON.stringify(node.default);
  return [{ name: path.join('.'), standard, rule: node.rule, meaning: node.description }];
}
