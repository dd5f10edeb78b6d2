import { createHash } from 'node:crypto';
import { latestMade } from './latest-made.ts';
import type { OfficialDocument } from './official-document.ts';

/** The documents of a round and of some agencies, 5 kB to 200 kB each. */
const MOST = 32;
const once = latestMade<Buffer>(MOST);

/**
 * A document that readers get word for word the same is made once: as Word it takes 20 ms of the server's only thread, and the five
 * documents of the evidence take 170 as PDF. What names people is not kept.
 */
export const keptFile = (
  make: (document: OfficialDocument) => Promise<Buffer>,
  document: OfficialDocument,
): Promise<Buffer> => once(keyOf(make.name, document), () => make(document));

const keyOf = (form: string, document: OfficialDocument): string =>
  createHash('sha256').update(form).update(JSON.stringify(document)).digest('base64');
