import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Feature } from '../schemas/features.ts';
import { parquetSchema } from './parquet-schema.ts';
import { converterOf } from './parquet-values.ts';

const ROWS_PER_GROUP = 2_000;
const TREES_PER_GROUP = 200;

/** A Parquet file that is written row by row; rows are its own from then on. Memory grows with one group of rows. */
export type ParquetFile = { add(rows: readonly object[]): Promise<void>; finish(): Promise<void> };

/** Begins a file of these columns; what it is made of is given to `write`, piece by piece. */
export function createParquetFile(
  columns: Readonly<Record<string, Feature>>,
  write: (bytes: Uint8Array) => Promise<void>,
): ParquetFile {
  const bytes = new ByteWriter();
  const file = new ParquetWriter({
    writer: bytes,
    schema: parquetSchema(columns),
    createdBy: 'oasst-discord-bot',
  });
  const converters = Object.entries(columns).map(([name, of]) => ({
    name,
    convert: converterOf(of),
    statistics: !isJson(of), // the least and the greatest tree are of no use, and would be held until the end
  }));
  const rowsPerGroup = Object.values(columns).some(isJson) ? TREES_PER_GROUP : ROWS_PER_GROUP;
  let waiting: object[] = [];
  return {
    async add(rows) {
      waiting.push(...rows);
      while (waiting.length >= rowsPerGroup) {
        const group = waiting.slice(0, rowsPerGroup);
        waiting = waiting.slice(rowsPerGroup);
        await put(group);
      }
    },
    async finish() {
      if (waiting.length > 0) await put(waiting);
      await file.finish();
      await pass();
    },
  };

  async function put(rows: readonly object[]) {
    const columnData = converters.map(({ convert, ...column }) => {
      const data = rows.map((row) => Reflect.get(row, column.name));
      return { ...column, data: convert ? data.map(convert) : data };
    });
    await file.write({ columnData, rowGroupSize: rowsPerGroup });
    await pass();
  }

  async function pass() {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    if (piece.length > 0) await write(piece);
  }
}

function isJson(feature: Feature) {
  return 'dtype' in feature && feature.dtype === 'json';
}
