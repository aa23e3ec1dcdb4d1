import type { Hono } from 'hono';
import { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { Id } from '../../oasst/protocol.ts';
import { askingClient } from '../asking.ts';
import { parsed, readBody } from '../body.ts';
import type { Backend } from '../context.ts';
import { labelFreely } from '../free-labels.ts';
import { describe, freeLabels, labelsFor, reportLabels } from '../label-sets.ts';
import { messageById } from '../messages.ts';
import { mustBeAllowed, userOf } from '../people.ts';
import { Plain } from '../refusal.ts';
import type { MessageRow } from '../trees.ts';
import { FreeLabelling } from '../wire.ts';

const Asked = z.object({ message_id: Id.optional() });

/** Adds everything under `/text_labels`. */
export function addTextLabelRoutes(app: Hono, backend: Backend): void {
  app.post('/api/v1/text_labels/', async (c) => {
    const given = await readBody(c, FreeLabelling);
    const client = askingClient(backend, c);
    const user = await userOf(backend, client, given.user, codes.interactionRequestFailed);
    mustBeAllowed(user, backend.settings);
    const kind = given.is_report ? 'report' : 'free';
    if (kind === 'report') await messageById(backend.db, given.message_id.toLowerCase());
    if (!(await labelFreely(backend, user, { ...given, kind }))) throw new Plain(400, 'Bad Request');
    return c.body(null, 204);
  });

  app.get('/api/v1/text_labels/valid_labels', async (c) => {
    const { message_id } = parsed(Asked, c.req.query(), 'query');
    const id = message_id?.toLowerCase();
    askingClient(backend, c);
    const names =
      id === undefined ? freeLabels : labelsFor(roleOf(await messageById(backend.db, id)), 'full');
    return c.json({ valid_labels: describe(names) });
  });

  app.get('/api/v1/text_labels/report_labels', (c) => c.json({ valid_labels: describe(reportLabels) }));
}

function roleOf({ depth, is_assistant }: MessageRow) {
  if (depth === 0) return 'initial_prompt';
  return is_assistant === 1 ? 'assistant_reply' : 'prompter_reply';
}
