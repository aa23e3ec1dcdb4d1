import { z } from 'zod';

/** Something outside is in the way. `message` is one sentence for whoever runs the command. */
export class DatasetError extends Error {
  override name = 'DatasetError';
}

/** A file that is broken inside: nobody can make out what it held. */
export class DamagedFile extends DatasetError {
  override name = 'DamagedFile';
}

const Coded = z.object({ code: z.string() });

const reasons: Record<string, string> = {
  EACCES: 'this user may not open it',
  EPERM: 'this user may not do that to it',
  EEXIST: 'it is there already; choose another name, or add --force',
  ENOTEMPTY: 'it is there already; choose another name, or add --force',
  EISDIR: 'it is a folder',
  ENOENT: 'it, or the folder it should be in, is not there',
  ENOTDIR: 'a part of the path is a file',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links go in a circle',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'it would be larger than a file may be',
  EIO: 'the disk reports an error',
  EPIPE: 'whoever was reading has stopped',
  ERR_STREAM_PREMATURE_CLOSE: 'whoever was reading has stopped',
  ABORT_ERR: 'stopped before the end',
};
const damages: Record<string, string> = {
  Z_BUF_ERROR: 'the compressed data ends too early',
  Z_DATA_ERROR: 'the compressed data is damaged',
};

/** Says what is wrong with a file or stream; an error that is about something else is given back as it is. */
export function explainFile(error: unknown, file: string): unknown {
  const code = Coded.safeParse(error).data?.code ?? '';
  const damage = damages[code];
  if (damage !== undefined) return new DamagedFile(`${file}: ${damage}.`, { cause: error });
  const reason = reasons[code];
  return reason === undefined ? error : new DatasetError(`${file}: ${reason}.`, { cause: error });
}
