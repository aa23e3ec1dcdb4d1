import { z } from 'zod';
import { NACK_REASON_LIMIT, User } from '../../oasst/protocol.ts';

/** An ack as the outbox keeps it. */
export const Ack = z.object({ message_id: z.string().min(1) });

/** A nack as the outbox keeps it; the reason is at most 512 UTF-16 units, so that no backend chokes on it. */
export const Nack = z.object({ user: User, reason: z.string().max(NACK_REASON_LIMIT).optional() });
