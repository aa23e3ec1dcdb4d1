import type { Problem } from './rules/problem.ts';

/** What Discord answers when it refuses: `{message, code, errors?}` with an HTTP status. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 500;
  readonly body: { message: string; code: number; errors?: unknown };

  constructor(status: ApiError['status'], code: number, message: string, errors?: unknown) {
    super(message);
    this.status = status;
    this.body = { message, code, ...(errors === undefined ? {} : { errors }) };
  }
}

/** The refusals that have a name of their own, with Discord's codes and words. */
export const refusals = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownApplication: () => new ApiError(404, 10002, 'Unknown Application'),
  unknownCommand: () => new ApiError(404, 10063, 'Unknown application command'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  anotherAuthor: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  tooManyFollowUps: () =>
    new ApiError(400, 40094, 'Maximum number of follow up messages reached for this interaction'),
  invalidJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  tooLarge: () => new ApiError(413, 40005, 'Request entity too large'),
} as const;

/** Throws what Discord would answer to a body with these problems; does nothing when there are none. */
export function refuse(problems: Problem[]): void {
  if (problems.length > 0) throw refused(problems);
}

/** What Discord answers to a body with these problems. */
export function refused(problems: Problem[]): ApiError {
  const special = problems.find((problem) => problem.instead);
  if (special?.instead) {
    return new ApiError(special.instead.status, special.instead.code, special.message);
  }
  return new ApiError(400, 50035, 'Invalid Form Body', nested(problems));
}

type Nested = { [key: string]: Nested | { code: string; message: string }[] };

function nested(problems: Problem[]): Nested {
  const root: Nested = {};
  for (const { path, code, message } of problems) {
    let place = root;
    for (const key of path) {
      const next = place[key] ?? {};
      if (Array.isArray(next)) break;
      place[key] = next;
      place = next;
    }
    const known = place._errors;
    place._errors = [...(Array.isArray(known) ? known : []), { code, message }];
  }
  return root;
}
