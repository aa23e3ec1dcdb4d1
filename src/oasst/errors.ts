/** The OASST error codes, by name. 2053 and 2106 each stand for two things in the protocol. */
export const codes = {
  generic: 0,
  apiKeyNotTrusted: 2,
  rootTokenInvalid: 3,
  databaseConflict: 4,
  invalidSortKey: 100,
  invalidCursor: 101,
  tooManyRequests: 429,
  serverError: 600,
  taskInvalidRequestType: 1000,
  taskAckFailed: 1001,
  taskNackFailed: 1002,
  taskInvalidResponseType: 1003,
  interactionRequestFailed: 1004,
  taskGenerationFailed: 1005,
  taskTypeNotAvailable: 1006,
  taskAvailabilityFailed: 1007,
  textTooLong: 1008,
  duplicateText: 1009,
  textBlank: 1010,
  secondReply: 1011,
  tooManyPendingTasks: 1012,
  invalidMessageId: 2000,
  messageNotFound: 2001,
  noReplies: 2002,
  invalidRanking: 2003,
  rootNotFound: 2004,
  treeNotFound: 2006,
  treeStateMissing: 2007,
  brokenConversation: 2009,
  treeNotGrowing: 2010,
  treeStateChanged: 2011,
  invalidUser: 2012,
  labelWrongMessage: 2050,
  labelNotValid: 2051,
  labelMissing: 2052,
  labelOwnOrDouble: 2053,
  taskNotFound: 2100,
  taskExpired: 2101,
  taskKindMismatch: 2102,
  taskAckedDifferently: 2103,
  taskNotAcked: 2104,
  taskAlreadyDone: 2105,
  taskNotYours: 2106,
  taskUnexpectedPayload: 2107,
  modelUnreachable: 3001,
  userNotSpecified: 4000,
  userDisabled: 4001,
  userNotFound: 4002,
  termsNotAccepted: 4003,
  streakBroken: 5000,
  cachedStatsMissing: 6000,
  /** This one and those after it are the embedded backend's own. */
  textTooShort: 9008,
  textLikeOwn: 9009,
  textLikeOthers: 9010,
} as const;

/** What was asked when it went wrong; never holds a body, a key or a person's text. */
export type RequestInfo = { method: string; path: string };

/**
 * Anything that goes wrong between us and a backend; the client throws nothing else. Its message is for the log.
 * It never carries a cause: what fetch, ky and zod throw holds keys, sockets and bodies.
 */
export class OasstError extends Error {
  override name = 'OasstError';
  /** HTTP status, or undefined when no answer came. */
  readonly status: number | undefined;
  /** The OASST error code, or undefined when the answer had none. */
  readonly code: number | undefined;
  readonly request: RequestInfo;

  constructor(
    message: string,
    facts: { request: RequestInfo; status?: number | undefined; code?: number | undefined },
  ) {
    super(message);
    this.request = facts.request;
    this.status = facts.status;
    this.code = facts.code;
  }
}

/** Our own mistake: an argument the protocol has no place for. Nothing was sent; the message names the field. */
export class InvalidRequest extends OasstError {
  override name = 'InvalidRequest';
}

/** No answer: refused, reset or timed out. Whether the backend did what was asked is unknown. */
export class Unreachable extends OasstError {
  override name = 'Unreachable';
}

/** An answer came and makes no sense: not JSON, or not of the promised shape. The message names the field. */
export class NotUnderstood extends OasstError {
  override name = 'NotUnderstood';
  /** The id of the task that could not be read, when at least that could be: it can still be nacked. */
  readonly taskId: string | undefined;
  /** The type of that task as the backend sent it. */
  readonly taskType: string | undefined;

  constructor(
    message: string,
    facts: {
      request: RequestInfo;
      status?: number | undefined;
      taskId?: string | undefined;
      taskType?: string | undefined;
    },
  ) {
    super(message, facts);
    this.taskId = facts.taskId;
    this.taskType = facts.taskType;
  }
}

/** The backend's limiter said no. */
export class TooManyRequests extends OasstError {
  override name = 'TooManyRequests';
  /** Seconds to wait, from the header or, as the reference backend does it, from the text; undefined if neither. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    facts: {
      request: RequestInfo;
      status?: number | undefined;
      code?: number | undefined;
      retryAfter?: number | undefined;
    },
  ) {
    super(message, facts);
    this.retryAfter = facts.retryAfter;
  }
}

/** Whether a backend has answered that it did not do what was asked; without an answer, or with a fault of its own, it may have. */
export function isRefused(error: unknown): boolean {
  return (
    error instanceof OasstError && error.status !== undefined && error.status >= 400 && error.status < 500
  );
}

/** Whether something failed because the backend does not let our key do it. */
export function mayNot(error: unknown): boolean {
  return error instanceof OasstError && (error.status === 401 || error.status === 403);
}

/** Whether something failed because a backend has no such endpoint; of a thing that is not there, it says so with a code. */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof OasstError && (error.status === 404 || error.status === 405) && error.code === undefined
  );
}

/** Whether something failed because a backend has no task of the kind that was asked for. */
export function isNothingOpen(error: unknown): boolean {
  return error instanceof OasstError && error.code === codes.taskTypeNotAvailable;
}
