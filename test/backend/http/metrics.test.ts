import { describe, expect, test } from 'vitest';
import { databases } from '../../support/database.ts';
import { KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

async function scrape(backend: TestBackend) {
  const { status, headers, body } = await backend.call('GET', '/metrics', { key: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return String(body).split('\n');
}

const requests = (handler: string, method: string, status: number) =>
  `http_requests_total{handler="${handler}",method="${method}",status="${status}"}`;

describe.each(databases)('on $name', ({ open }) => {
  test('requests are counted by the pattern of their route, their method and their status', async () => {
    const backend = await testBackend({ db: await open() });
    const author = person(backend, 'secret-author');
    const { id, acked } = await author.take('initial_prompt');
    await author.text(acked, 'A secret text', 'secret-message');
    await author.request('label_initial_prompt');
    await backend.call('GET', `/api/v1/messages/${id}`);
    await backend.call('GET', '/api/v1/messages/cursor');
    await backend.call('GET', '/api/v1/stats/', { key: null });
    const lines = await scrape(backend);
    expect(lines).toEqual(
      expect.arrayContaining([
        `${requests('/api/v1/tasks/', 'POST', 200)} 1`,
        `${requests('/api/v1/tasks/', 'POST', 503)} 1`,
        `${requests('/api/v1/tasks/{task_id}/ack', 'POST', 204)} 1`,
        `${requests('/api/v1/messages/{message_id}', 'GET', 404)} 1`,
        `${requests('/api/v1/messages/cursor', 'GET', 200)} 1`,
        `${requests('/api/v1/stats/', 'GET', 403)} 1`,
        'http_request_duration_seconds_count{handler="/api/v1/tasks/interaction",method="POST"} 1',
      ]),
    );
    for (const secret of ['secret', id, acked, KEY]) expect(lines.join('\n')).not.toContain(secret);
    expect(await scrape(backend)).toContain(`${requests('/metrics', 'GET', 200)} 1`);
  });

  test('the size of the collection is shown as it was counted last', async () => {
    const backend = await testBackend({ db: await open() });
    const uncounted = await scrape(backend);
    expect(uncounted).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^# HELP oasst_trees .* counted every 3600 s, last at oasst_collection_counted_/,
        ),
        'oasst_collection_counted_timestamp_seconds 0',
      ]),
    );
    expect(uncounted.filter((line) => /^oasst_(trees|human_messages)\b/.test(line))).toEqual([]); // not 0: nobody knows
    await person(backend, 'author').complete('initial_prompt');
    await backend.call('POST', '/api/v1/stats/cached/update');
    expect(await scrape(backend)).toEqual(
      expect.arrayContaining([
        'oasst_trees{state="initial_prompt_review"} 1',
        'oasst_trees{state="growing"} 0',
        'oasst_human_messages{role="prompter"} 1',
        `oasst_collection_counted_timestamp_seconds ${backend.clock.now / 1_000}`,
      ]),
    );
  });
});

test('whatever paths and methods are asked for, there are no more labels for it', async () => {
  const backend = await testBackend();
  for (const path of ['/a', '/b', '/api/v1/c', '/api/v1/tasks']) await backend.call('GET', path);
  for (const method of ['BREW', 'PROPFIND']) await backend.call(method, '/api/v1/tasks/');
  const labelled = (await scrape(backend)).filter((line) => line.startsWith('http_requests_total'));
  expect(labelled.sort()).toEqual([
    `${requests('none', 'GET', 307)} 1`,
    `${requests('none', 'GET', 404)} 3`,
    `${requests('none', 'other', 405)} 2`,
  ]);
});
