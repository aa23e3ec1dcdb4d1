import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exportFormats as formatNames } from '../../exports.ts';
import { exists } from '../../store/exists.ts';
import { DatasetError, explainFile } from '../failures.ts';
import { MANIFEST, type Manifest } from './manifest.ts';
import { pages } from './pages.ts';
import { pathsOf } from './paths.ts';

/**
 * Makes sure that the files of a release are as they were released, where the release says how that was; those that nobody
 * reads may be missing.
 * @throws DatasetError that names one that was changed or cut short, or cannot be read
 */
export async function checkFiles(
  folder: string,
  manifest: Manifest,
  isRead: (path: string) => boolean,
): Promise<void> {
  const formats = formatNames.filter((format) => format in manifest.lines);
  const data = formats.flatMap((format) =>
    manifest.sides.flatMap((side) => Object.values(pathsOf(format, side))),
  );
  for (const path of [...data, ...Object.values(pages)])
    if (isRead(path) || (await exists(join(folder, path)))) await checkFile(folder, path, manifest);
}

/**
 * Makes sure that a file of a release is as it was released, where the release says how that was.
 * @throws DatasetError that names the file where it was changed or cut short, or cannot be read
 */
export async function checkFile(folder: string, path: string, { files }: Manifest): Promise<void> {
  const released = files[path];
  if (released === undefined) return;
  const file = join(folder, path);
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    throw explainFile(error, file);
  }
  if (hash.digest('hex') === released) return;
  throw new DatasetError(
    `${file}: it was changed or cut short since it was released (${MANIFEST} has another SHA-256). To take it as it is, take it out of \`files\` there.`,
  );
}
