import type { Sandbox } from './server.ts';

/** Resolves once this person sees the bot online, with commands to type. */
export function botReady(
  { snapshot, onChange }: Pick<Sandbox, 'snapshot' | 'onChange'>,
  personId: string,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    const { bot, commands } = snapshot(personId);
    if (!bot.online || commands.length === 0) return;
    unsubscribe();
    resolve();
  };
  const unsubscribe = onChange(look);
  look();
  return promise;
}
