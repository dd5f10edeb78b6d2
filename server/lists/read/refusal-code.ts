import { TooMuchUnpacked } from './too-much-unpacked.ts';

export class EncryptedWorkbook extends Error {
  override readonly name = 'EncryptedFileError';
}

/** What a file that cannot be read to its end is refused with. */
export function refusalCode(
  error: unknown,
): 'disk_full' | 'file_encrypted' | 'file_too_large' | 'file_unreadable' {
  // Rows wait on the disk until all are decided.
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOSPC') return 'disk_full';
  if (error instanceof TooMuchUnpacked) return 'file_too_large';
  const isEncrypted = error instanceof Error && error.name === 'EncryptedFileError';
  return isEncrypted ? 'file_encrypted' : 'file_unreadable';
}
