import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import { RequestError } from '../../errors.ts';
import type { Api } from '../api/endpoint.ts';

/**
 * Adds what the reference hands on to models at Hugging Face. There is no model here and no text is sent elsewhere,
 * so the answer is the reference's own for a model that cannot be reached.
 */
export function addHuggingFaceRoutes({ add }: Api): void {
  add(
    {
      method: 'get',
      path: '/hf/text_toxicity',
      tag: 'hugging_face',
      summary: 'How toxic a text is, by a model; here always refused with 3001, because there is none',
      access: 'trusted',
      refuses: [400],
      query: z.object({ msg: z.string() }),
      answer: z.never(),
    },
    () => {
      throw new RequestError(400, codes.modelUnreachable, 'There is no classifier here.');
    },
  );
}
