import { type Audience, type Audiences, audiences } from '../../discord/audience.ts';
import { type Facts, mayUse } from './access.ts';

const nothing: Facts = { hasAgreed: false, managesServer: false, isModerator: false, isOwner: false };

/** Everybody a collection knows, each with no other right than the one they are named by. All but nobody agreed to take part. */
export const standings: Readonly<Record<string, Facts>> = {
  nobody: nothing,
  contributor: { ...nothing, hasAgreed: true },
  'server manager': { ...nothing, hasAgreed: true, managesServer: true },
  moderator: { ...nothing, hasAgreed: true, isModerator: true },
  owner: { ...nothing, hasAgreed: true, isOwner: true },
};

type Guarded = {
  commands: readonly { data: { name: string }; for: Audiences }[];
  actions: readonly { name: string; for: Audience }[];
};

/** Who may what, as a table in Markdown: each command, and the controls that are for the same people together. */
export function accessTable({ commands, actions }: Guarded): string {
  const names = Object.keys(standings);
  const uses = commands.flatMap(({ data, for: who }): [string, Audience][] =>
    typeof who === 'string'
      ? [[`\`/${data.name}\``, who]]
      : Object.entries(who).map(([subcommand, one]) => [`\`/${data.name} ${subcommand}\``, one]),
  );
  const controls = audiences.flatMap((audience): [string, Audience][] => {
    const some = actions.filter((action) => action.for === audience).map(({ name }) => `\`${name}\``);
    return some.length === 0 ? [] : [[`controls ${some.join(' ')}`, audience]];
  });
  const rows = [...uses, ...controls].map(([what, audience]) => [
    what,
    ...Object.values(standings).map((facts) => (mayUse(audience, facts) ? 'yes' : '–')),
  ]);
  const lines = [['', ...names], ['---', ...names.map(() => ':-:')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
