import { createHash } from 'node:crypto';
import type { OfficialDocument } from './official-document.ts';

/** The documents of a round and of some agencies, 5 kB to 200 kB each. */
const MOST = 32;
const kept = new Map<string, Promise<Buffer>>();

/**
 * A document that readers get word for word the same is made once: as Word it takes 20 ms of the server's only thread, and the five
 * documents of the evidence take 170 as PDF. What names people is not kept.
 */
export function keptFile(
  make: (document: OfficialDocument) => Promise<Buffer>,
  document: OfficialDocument,
): Promise<Buffer> {
  const key = keyOf(make.name, document);
  const file = kept.get(key) ?? make(document);
  // The latest comes last, and the first is the longest unread.
  kept.delete(key);
  kept.set(key, file);
  file.catch(() => kept.delete(key));
  for (const [first] of kept) if (kept.size > MOST) kept.delete(first);
  return file;
}

const keyOf = (form: string, document: OfficialDocument): string =>
  createHash('sha256').update(form).update(JSON.stringify(document)).digest('base64');
