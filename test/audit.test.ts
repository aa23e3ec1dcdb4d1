import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freshFolder } from './support/folder.ts';
import { root } from './support/sources.ts';

/** What `.ci/audit` does when `npm audit` says this and ends with this code. */
async function auditWith(output: object, code: number, more: Record<string, string> = {}) {
  const bin = await freshFolder();
  await writeFile(join(bin, 'npm'), `#!/bin/sh\necho '${JSON.stringify(output, null, 2)}'\nexit ${code}\n`);
  await chmod(join(bin, 'npm'), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}`, ...more };
  const { status, stderr } = spawnSync(join(root, '.ci', 'audit'), { env, encoding: 'utf8' });
  return { status, stderr };
}

test('a report with nothing high in it passes', async () => {
  expect(await auditWith({ auditReportVersion: 2, vulnerabilities: {} }, 0)).toEqual({
    status: 0,
    stderr: '',
  });
});

test('a report with something high in it fails', async () => {
  const { status, stderr } = await auditWith({ auditReportVersion: 2, vulnerabilities: { left: {} } }, 1);
  expect(status).toBe(1);
  expect(stderr).toContain('known vulnerability');
});

describe('a registry that cannot tell', () => {
  const noReport = { message: '405 Method Not Allowed', statusCode: 405 };

  test('is said where nobody can miss it, and passes', async () => {
    const { status, stderr } = await auditWith(noReport, 1);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^#{60,}\n# +NOT CHECKED: .*\n.*\n#{60,}\n$/);
  });

  test('fails where a report is required, and not as a vulnerability does', async () => {
    const { status, stderr } = await auditWith(noReport, 1, { AUDIT: 'required' });
    expect(status).toBe(75);
    expect(stderr).toContain('NOT CHECKED');
  });

  test('is told from one that has nothing to tell', async () => {
    expect(await auditWith({ auditReportVersion: 2, vulnerabilities: {} }, 0, { AUDIT: 'required' })).toEqual(
      {
        status: 0,
        stderr: '',
      },
    );
  });
});
