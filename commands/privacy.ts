import type { Command } from '../src/discord/command.ts';
import { anywhere } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { openPrivacy } from '../src/people/privacy/open.ts';
import type { PrivacyParts } from '../src/people/privacy/parts.ts';

/** `/privacy` shows what is kept about a person, and lets them take it along or take it back. */
export function privacy({ described }: Translator): Command<PrivacyParts> {
  return {
    data: {
      name: 'privacy',
      ...described('command.privacy.description'),
      ...anywhere,
    },
    for: 'everybody',
    run: ({ actor }, parts) => openPrivacy(parts, actor, 'message'),
  };
}
