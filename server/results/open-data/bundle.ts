import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nature } from './nature.ts';
import { openTables } from './open-tables.ts';
import { pack } from './pack.ts';
import type { PublishedEdition } from './published-edition.ts';
import { readMe } from './read-me.ts';

const NATURE: Nature = {
  description:
    'Chỉ số hài lòng của người dân như đã công bố. Số đã làm tròn; ô trống là số không nêu, lý do ở cột verdict.',
  abstract:
    'Chỉ số hài lòng của người dân, như đã công bố. Không có dòng nào của một người trả lời; số của nhóm quá ít người không nêu.',
  unit: 'Số tổng hợp của tỉnh, đơn vị, lĩnh vực, nhóm',
  kind: 'Số liệu tổng hợp từ điều tra chọn mẫu',
  weight: 'Số người trong danh sách chia số người trả lời của tầng; không công bố quyền số',
};

/** What analysts get of a publication, in one file that is made of the publication alone. */
export const analysisBundle = (edition: PublishedEdition): Uint8Array<ArrayBuffer> =>
  pack({
    edition,
    nature: NATURE,
    tables: openTables(edition.results),
    texts: {
      'README.txt': readMe(edition),
      'publication.json': edition.text,
      'reproduce.R': reproduceScript(),
    },
  });

/** Base R: what follows from the published figures alone. */
export const reproduceScript = (): string =>
  readFileSync(join(import.meta.dirname, 'reproduce.R'), 'utf8');
