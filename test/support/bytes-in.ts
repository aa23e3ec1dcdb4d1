import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which of these texts stand in any file below a folder, byte by byte, whatever the file is. */
export async function bytesIn(folder: string, texts: readonly string[]): Promise<string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  return texts.filter((text) => contents.some((bytes) => bytes.includes(Buffer.from(text))));
}
