import { AlikeTexts, ToCompare } from '../../../oasst/alike.ts';
import { findAlike } from '../../messages/alike/find.ts';
import { Text } from '../../request-fields.ts';
import type { Api } from '../api/endpoint.ts';

/** Adds what tells whether a text is nearly the same as one that is there. */
export function addAlikeTextRoutes({ add, backend }: Api): void {
  add(
    {
      method: 'post',
      path: '/extensions/texts/alike',
      tag: 'extensions',
      ours: true,
      access: 'trusted',
      summary: 'Whether somebody’s text is nearly the same as an earlier one of their own, or of others',
      body: ToCompare.extend({ text: Text }),
      answer: AlikeTexts,
    },
    ({ body: { auth_method: authMethod, username, role, text }, client }) =>
      findAlike(backend.db, text, {
        client: client.name,
        authMethod,
        username,
        isAssistant: role === 'assistant',
      }),
  );
}
