import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reproduceScript } from '../open-data/bundle.ts';
import type { Nature } from '../open-data/nature.ts';
import { openTables } from '../open-data/open-tables.ts';
import { pack } from '../open-data/pack.ts';
import type { PublishedEdition } from '../open-data/published-edition.ts';
import { archiveReadMe } from './archive-read-me.ts';
import { codeBook } from './code-book.ts';
import { responseTables } from './response-tables.ts';
import type { StoredResponses } from './stored-responses.ts';

const NATURE: Nature = {
  description:
    'CHỈ DÙNG TRONG SỞ NỘI VỤ. Phiếu đã đếm không có người, thiết kế mẫu, quyền số, cùng số đã công bố.',
  abstract:
    'Phiếu đã đếm: tầng có ít nhất k phiếu và điểm các tiêu chí, không có người, ngày, cách trả lời. Chỉ dùng trong Sở Nội vụ.',
  unit: 'Phiếu; tầng; số tổng hợp của tỉnh, đơn vị, lĩnh vực, nhóm',
  kind: 'Dữ liệu điều tra chọn mẫu theo phiếu và số liệu tổng hợp',
  weight:
    'Số người trong danh sách chia số người biết rõ tình trạng của tầng tính phương sai, theo N/n của từng tầng',
};

/** Responses with all that makes the published figures of them; for Home Affairs alone (docs/trust.md). */
export function responseArchive(edition: PublishedEdition, stored: StoredResponses) {
  const tables = [...openTables(edition.results), ...responseTables(stored)];
  return pack({
    edition,
    nature: NATURE,
    tables: [...tables, codeBook(tables)],
    texts: {
      'README.txt': archiveReadMe(edition, stored),
      'publication.json': edition.text,
      'reproduce.R': reproduceScript(),
      'reproduce-survey.R': readFileSync(join(import.meta.dirname, 'reproduce-survey.R'), 'utf8'),
    },
  });
}
