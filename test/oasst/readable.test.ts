import { expect, test } from 'vitest';
import { personText } from '../../src/collection/moderation/person-text.ts';
import { PointsHeard } from '../../src/oasst/contributions.ts';
import { Act } from '../../src/oasst/moderation.ts';
import { FrontEndUser } from '../../src/oasst/people.ts';
import { readable } from '../../src/oasst/readable.ts';
import { pointsLines } from '../../src/people/me/points-lines.ts';
import { english } from '../support/scenes.ts';

const unread = 'Not all is listed';
const act = {
  ...{ id: '00000000-0000-4000-8000-00000000000a', act: 'disable', actor: 'discord:7', reason: 'Spam' },
  ...{ message_id: null, user_id: null, undone_date: null, undone_by: null },
  created_date: '2026-03-01T12:00:00Z',
};
const line = { deed: 'prompts', count: 2, each: 3, points: 6 };
const points = {
  ...{ score: 7, level: 1, next_level_at: null, streak_days: null, show_on_leaderboard: true },
  lines: [line],
};

test.each([
  ['all can be read', [line], false],
  ['one cannot', [{ ...line, each: 'dear' }, line], true],
])('what somebody has points for is listed where %s', (_which, lines, isPartial) => {
  const text = pointsLines(PointsHeard.parse({ ...points, lines }), english).join('\n');
  expect(text).toContain('2 × 3 = **6** · ');
  expect(text.includes(unread)).toBe(isPartial);
});

test.each([
  ['all can be read', [act], false],
  ['one cannot', [{ ...act, actor: null }, act], true],
])('what was done to a person is listed where %s', (_which, acts, isPartial) => {
  const person = FrontEndUser.parse({
    ...{ id: '1', display_name: 'Ada', auth_method: 'discord', user_id: act.id, enabled: true },
    ...{ deleted: false, notes: '', show_on_leaderboard: true, created_date: act.created_date },
  });
  const none = { points: undefined, given: undefined, flags: undefined, ban: undefined };
  const text = personText({ person, ...none, acts: readable(Act).parse(acts) }, english);
  expect(text).toContain('Person disabled');
  expect(text.includes(unread)).toBe(isPartial);
});
