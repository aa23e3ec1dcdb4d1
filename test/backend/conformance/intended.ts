const clientMistake = 'a client’s mistake is answered by 4xx, never by 500';
const atOnce =
  'auto-moderation acts at once; the reference waits for the next request, and forgets prompts when that hands out no task';
const seesTheDraw = 'the request that draws the lottery sees its result';

const aborted =
  '.state is "aborted_low_grade", recorded "initial_prompt_review"; .active is false, recorded true';

/** Where this backend differs from the record, how exactly, and why that is better. */
export const intended: Readonly<Record<string, { ours: string; why: string }>> = {
  'auth/check-garbage-cookie': { ours: 'status 403, recorded 500', why: clientMistake },
  'tasks/body-missing': { ours: 'status 422, recorded 500', why: clientMistake },
  'tasks/body-array': { ours: 'status 422, recorded 500', why: clientMistake },
  'tasks/body-null': { ours: 'status 422, recorded 500', why: clientMistake },
  'tasks/body-user-string': { ours: 'status 422, recorded 500', why: clientMistake },
  'nack/reason-600-chars': { ours: 'status 422, recorded 500', why: clientMistake },
  'frontend_users/display-name-of-300-chars': { ours: 'status 422, recorded 500', why: clientMistake },
  'frontend_users/id-of-200-chars': { ours: 'status 422, recorded 500', why: clientMistake },
  'close/unknown': { ours: 'status 400, recorded 500', why: clientMistake },
  'user-stats/unknown-user-time-frame': { ours: 'status 404, recorded 500', why: clientMistake },
  'collective/5-close': { ours: 'status 200, recorded 500', why: 'a collective task can be closed' },
  'collective/6-nack-by-other-user': {
    ours: 'status 400, recorded 204',
    why: 'it was closed just before, which the reference failed to do',
  },
  'lifecycle-default/09-availability-triggers-the-lottery': {
    ours: 'some of assistant_reply, recorded none',
    why: seesTheDraw,
  },
  'golden-path/09-availability-draws-the-lottery': {
    ours: 'some of assistant_reply, recorded none',
    why: seesTheDraw,
  },
  'growth/01-first-request-after-acceptance-draws-the-lottery-but-refuses': {
    ours: 'status 200, recorded 503',
    why: seesTheDraw,
  },
  'growth/03-second-request-succeeds': {
    ours: 'status 503, recorded 200',
    why: 'the first request has the task already, and keeps the message to itself for five minutes',
  },
  'automod/tree-state-right-after-4-red-flags': { ours: aborted, why: atOnce },
  'automod/tree-state-after-an-availability-request': { ours: aborted, why: atOnce },
  'limits/rate/bucket-is-taken-from-x-oasst-user-header-when-present': {
    ours: 'status 429, recorded 200',
    why: 'the person who gets the task is counted as well, so that a header gets nobody more than their share',
  },
  'text/zero-width-spaces-only-accepted': {
    ours: 'status 422, recorded 200',
    why: 'a text that nobody can see is no text',
  },
  'automod/reply-before': { ours: '.deleted is true, recorded false', why: atOnce },
};
