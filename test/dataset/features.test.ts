import { expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { formatNames, formats } from '../../src/dataset/export/formats/index.ts';
import { type Feature, featuresOf } from '../../src/dataset/schemas/features.ts';
import { memoryDatabase } from '../support/database.ts';
import { putPeople } from './support/collection.ts';
import { putSummaries } from './support/summaries.ts';
import { everything, exported } from './support/text.ts';

/** Where a value is not of its declared type, as a loader of tables would find it. */
function misfits(value: unknown, feature: Feature | undefined, path: string): string[] {
  if (feature === undefined) return [`${path} has no type`];
  if (value === null) return [];
  if (Array.isArray(feature))
    return Array.isArray(value)
      ? value.flatMap((member, index) => misfits(member, feature[0], `${path}[${index}]`))
      : [`${path} is no list`];
  if (isValue(feature)) return fits(value, feature.dtype) ? [] : [`${path} is no ${feature.dtype}`];
  if (typeof value !== 'object') return [`${path} is no object`];
  const names = new Set([...Object.keys(value), ...Object.keys(feature)]);
  return [...names].flatMap((name) =>
    Object.hasOwn(value, name)
      ? misfits(
          Reflect.get(value, name),
          Object.hasOwn(feature, name) ? feature[name] : undefined,
          `${path}.${name}`,
        )
      : [`${path}.${name} is missing`],
  );
}

function isValue(feature: Feature): feature is { _type: 'Value'; dtype: string } {
  return '_type' in feature && feature._type === 'Value';
}

function fits(value: unknown, dtype: string) {
  switch (dtype) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int64':
      return Number.isSafeInteger(value);
    case 'float64':
      return typeof value === 'number';
    default:
      return false;
  }
}

test.each(formatNames)(
  'every value of an export of %s is of the type that is declared for it',
  async (format) => {
    const db = await memoryDatabase();
    await seedSamples(db, () => Date.UTC(2026, 0, 1));
    await putPeople(db, [{}, {}]);
    await putSummaries(db, [
      { text: 'good', author: 0, ratings: [1, 5] },
      { text: 'bad', author: 1, ratings: [1, 5] },
    ]);
    const lines = (await exported(db, everything, { format })).split('\n').slice(0, -1);
    await db.destroy();
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(misfits(JSON.parse(line), featuresOf(formats[format].line), 'line')).toEqual([]);
  },
);

test('a wrong type, a missing and an unknown column would be found', () => {
  const feature: Feature = { a: { _type: 'Value', dtype: 'int64' }, b: [{ _type: 'Value', dtype: 'bool' }] };
  expect(misfits({ a: 1, b: [true] }, feature, 'x')).toEqual([]);
  expect(misfits({ a: 'one', b: [1], c: 0 }, feature, 'x')).toEqual([
    'x.a is no int64',
    'x.b[0] is no bool',
    'x.c has no type',
  ]);
  expect(misfits({ b: [] }, feature, 'x')).toEqual(['x.a is missing']);
});

test('the types of the columns are those of Hugging Face datasets', () => {
  expect(featuresOf(formats.summaries.line)).toMatchObject({
    summary_id: { _type: 'Value', dtype: 'string' },
    ratings: { value: { _type: 'Value', dtype: 'float64' }, count: { _type: 'Value', dtype: 'int64' } },
    events: { rating: [{ user_id: { _type: 'Value', dtype: 'string' } }] },
  });
  expect(featuresOf(formats.pairs.line)).toMatchObject({
    chosen: [{ role: { _type: 'Value', dtype: 'string' } }],
    margin: { _type: 'Value', dtype: 'int64' },
  });
});
