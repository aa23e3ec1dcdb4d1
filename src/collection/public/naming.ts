import type { Action } from '../../discord/action.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { UserError } from '../../locales/user-error.ts';
import { setNamed } from '../../store/people.ts';
import type { CollectionParts } from '../parts.ts';

/** Lets somebody agree to be thanked by name in public, and take that back. */
export const namingActions: readonly Action<CollectionParts>[] = [
  {
    name: 'named',
    for: 'everybody',
    deferMode: 'message',
    isSubject: (subject) => subject === NO_SUBJECT,
    async run({ actor, argument }, { db, clock, translator, posting }) {
      const words = translator.words(actor.locale);
      const agrees = argument !== 'no';
      const isKnown = await setNamed(db, actor.id, agrees, clock.now());
      posting.wake();
      if (!isKnown) throw new UserError('weekly.not_yet');
      if (!agrees) return { as: 'update', view: notice(words('weekly.unnamed')) };
      const back = { label: words('weekly.name_me_not'), id: customId('named', NO_SUBJECT, 'no') };
      return { as: 'message', view: notice(words('weekly.named'), [back]) };
    },
  },
];
