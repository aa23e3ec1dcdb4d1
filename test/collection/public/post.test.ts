import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { publicPostId } from '../../../src/collection/public/names.ts';
import { removePublicPost, showPublicPost } from '../../../src/collection/public/post.ts';
import { findPost } from '../../../src/store/posts.ts';
import { changeServer } from '../../../src/store/servers.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { translator } from '../../support/scenes.ts';

describe.each(databases)('on $name', ({ open }) => {
  test('a channel that was left while the numbers were asked for does not get its post back', async () => {
    const db = await open();
    const clock = testClock();
    const by = { by: '7', now: clock.now() };
    const brought: string[] = [];
    const numbers = Promise.withResolvers<{ progress: undefined; why: 'unknown' }>();
    const parts = {
      db,
      clock,
      translator,
      log: pino({ level: 'silent' }),
      readProgress: () => numbers.promise,
      draw: async () => expect.fail('there are no numbers to be drawn'),
      posting: {
        deliver: async (id: string) => void brought.push(id),
        start() {},
        wake() {},
        stop: async () => {},
      },
    };
    const home = { id: '9', locale: 'en-US' };
    const before = await changeServer(db, home, { postChannel: '1' }, by);
    const round = showPublicPost(parts, before);
    const after = await changeServer(db, home, { postChannel: '2' }, by);
    await removePublicPost(parts, home.id, '1');
    const chosen = showPublicPost(parts, after);
    numbers.resolve({ progress: undefined, why: 'unknown' });
    await Promise.all([round, chosen]);
    expect(brought).toEqual([publicPostId(home.id, '2')]);
    expect(await findPost(db, publicPostId(home.id, '1'))).toBeUndefined();
    expect(await findPost(db, publicPostId(home.id, '2'))).toMatchObject({ wanted: 'shown' });
  });
});
