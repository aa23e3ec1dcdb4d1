import { describe, expect, test } from 'vitest';
import { type SessionState, sessionStates } from '../../../src/store/tables.ts';
import { databases } from '../../support/database.ts';
import { fc } from '../../support/same-cases.ts';
import { walks } from './walk/steps.ts';
import { walk } from './walk/walk.ts';

// Random walks through everything that can happen to sessions.

/** Fewer where every statement goes to a server. */
const runs: Readonly<Record<string, number>> = { SQLite: 20, PostgreSQL: 3 };

describe.each(databases)('sessions on $name', ({ name, open }) => {
  test('end up as they should, whatever happens to them', async () => {
    const seen = new Set<SessionState>();
    await fc.assert(
      fc.asyncProperty(walks, async (steps) => {
        for (const state of await walk(open, steps)) seen.add(state);
      }),
      { numRuns: runs[name] ?? 0 },
    );
    if (name === 'SQLite') expect([...seen].sort()).toEqual([...sessionStates].sort());
  });
});
