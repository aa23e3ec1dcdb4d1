import { type Context, Hono } from 'hono';
import { refusals, refuse } from '../api-error.ts';
import { commandProblems } from '../rules/command.ts';
import { scopeProblems } from '../rules/commands.ts';
import { problem } from '../rules/problem.ts';
import { countCreations, storedCommand, withoutLocalizations } from '../world/commands.ts';
import type { Env } from './context.ts';

const scopes = [
  '/applications/:application/commands',
  '/applications/:application/guilds/:guild/commands',
] as const;

/** The bot's commands, for everybody and for one server. */
export function commandRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  for (const path of scopes) {
    routes.get(path, (c) => {
      const commands = c.var.world.commands.get(scopeOf(c)) ?? [];
      return c.json(
        c.req.query('with_localizations') === 'true' ? commands : commands.map(withoutLocalizations),
      );
    });
    routes.put(path, (c) => c.json(replaceAll(c, c.var.body)));
    routes.post(path, (c) => {
      const known = c.var.world.commands.get(scopeOf(c)) ?? [];
      refuse(commandProblems(c.var.body));
      const fresh = storedCommand(c.var.world, scopeOf(c), c.var.body);
      const others = known.filter(({ name, type }) => name !== fresh.name || type !== fresh.type);
      replaceAll(c, [...others, c.var.body]);
      const all = c.var.world.commands.get(scopeOf(c)) ?? [];
      return c.json(all.at(-1), others.length === known.length ? 201 : 200);
    });
    routes.get(`${path}/:command`, (c) => c.json(existing(c)));
    routes.patch(`${path}/:command`, (c) => {
      const old = existing(c);
      const all = c.var.world.commands.get(scopeOf(c)) ?? [];
      const patched = { ...old, ...(c.var.body as object) };
      replaceAll(
        c,
        all.map((command) => (command === old ? patched : command)),
      );
      return c.json((c.var.world.commands.get(scopeOf(c)) ?? []).find(({ id }) => id === old.id));
    });
    routes.delete(`${path}/:command`, (c) => {
      const old = existing(c);
      replaceAll(
        c,
        (c.var.world.commands.get(scopeOf(c)) ?? []).filter((command) => command !== old),
      );
      return c.body(null, 204);
    });
  }
  return routes;
}

function scopeOf(c: Context<Env>): string {
  if (c.req.param('application') !== c.var.world.applicationId) throw refusals.unknownApplication();
  const guild = c.req.param('guild');
  if (guild !== undefined && guild !== c.var.world.guild.id) throw refusals.unknownGuild();
  return guild ?? 'global';
}

function existing(c: Context<Env>) {
  const found = c.var.world.commands.get(scopeOf(c))?.find(({ id }) => id === c.req.param('command'));
  if (!found) throw refusals.unknownCommand();
  return found;
}

function replaceAll(c: Context<Env>, bodies: unknown) {
  const { world } = c.var;
  const scope = scopeOf(c);
  if (!Array.isArray(bodies)) {
    refuse([problem([], 'LIST_TYPE_CONVERT', 'Must be a list')]);
    return [];
  }
  refuse(scopeProblems(bodies));
  const commands = bodies.map((body) => storedCommand(world, scope, body));
  countCreations(world, scope, commands);
  world.commands.set(scope, commands);
  world.changed('all');
  return commands;
}
