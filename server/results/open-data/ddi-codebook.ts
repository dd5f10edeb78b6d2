import type { Nature } from './nature.ts';
import type { OpenTable, Variable } from './open-table.ts';
import type { PublishedEdition } from './published-edition.ts';

/** DDI-Codebook 2.5 (ddi:codebook:2_5): elements in the order of its schema. */
export function ddiCodebook(
  { results, sha256, publishedAt }: PublishedEdition,
  tables: readonly OpenTable[],
  nature: Nature,
): string {
  const study = element('stdyDscr', [
    citation(results, sha256, publishedAt.slice(0, 10)),
    studyInfo(results, nature),
    method(results, nature),
  ]);
  const files = tables.map((table) =>
    element('fileDscr', [fileText(table)], { ID: `F-${table.name}` }),
  );
  const variables = tables.flatMap((table) =>
    table.variables.map((variable) => variableOf(table, variable)),
  );
  const body = [study, ...files, element('dataDscr', variables)].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<codeBook xmlns="ddi:codebook:2_5" version="2.5" xml:lang="vi">${body}\n</codeBook>\n`;
}

type Edition = PublishedEdition['results'];

const citation = ({ campaignName, provinceName }: Edition, sha256: string, day: string): string =>
  element('citation', [
    element('titlStmt', [
      element('titl', campaignName),
      element('IDNo', sha256, { agency: 'SHA-256' }),
    ]),
    element('rspStmt', [element('AuthEnty', provinceName)]),
    element('distStmt', [element('distDate', day, { date: day })]),
  ]);

const studyInfo = (results: Edition, nature: Nature): string =>
  element('stdyInfo', [
    element('subject', [
      element('keyword', 'SIPAS'),
      element('keyword', 'Sự hài lòng của người dân đối với dịch vụ hành chính công'),
    ]),
    element('abstract', nature.abstract),
    element('sumDscr', [
      element('collDate', results.collectFrom, { date: results.collectFrom, event: 'start' }),
      element('collDate', results.collectTo, { date: results.collectTo, event: 'end' }),
      element('nation', 'Việt Nam', { abbr: 'VN' }),
      element('geogCover', results.provinceName),
      element('anlyUnit', nature.unit),
      element('universe', 'Người có hồ sơ đã trả kết quả trong danh sách đã khóa'),
      element('dataKind', nature.kind),
    ]),
  ]);

const method = ({ counts }: Edition, { weight }: Nature): string =>
  element('method', [
    element('dataColl', [
      element(
        'sampProc',
        'Chọn ngẫu nhiên phân tầng, đơn vị × lĩnh vực, rút công khai SIPAS-DRAW/1',
      ),
      ...counts.modes.map(({ mode, responses }) => element('collMode', `${mode}: ${responses}`)),
      element('weight', weight),
    ]),
    element('anlyInfo', [
      element(
        'respRate',
        `${counts.received} / ${counts.eligible ?? counts.invited}${counts.eligible === undefined ? '' : ' (AAPOR RR2)'}`,
      ),
      element('EstSmpErr', 'Khoảng Wilson có giới hạn, phương sai Taylor, tổng thể hữu hạn; 95%'),
    ]),
  ]);

const fileText = ({ name, title, variables, rows }: OpenTable): string =>
  element('fileTxt', [
    element('fileName', `data/${name}.csv`),
    element('fileCont', title),
    element('dimensns', [
      element('caseQnty', String(rows.length)),
      element('varQnty', String(variables.length)),
    ]),
    element('fileType', 'text/csv', { charset: 'UTF-8' }),
  ]);

function variableOf({ name: table }: OpenTable, { name, type, label, codes = {} }: Variable) {
  const categories = Object.entries(codes).map(([code, meaning]) =>
    element('catgry', [element('catValu', code), element('labl', meaning)]),
  );
  const format = { type: type === 'string' ? 'character' : 'numeric' };
  const attributes = {
    ID: `V-${table}-${name}`,
    name,
    files: `F-${table}`,
    ...(type !== 'string' && { intrvl: type === 'integer' ? 'discrete' : 'contin' }),
  };
  return element(
    'var',
    [element('labl', label), ...categories, element('varFormat', '', format)],
    attributes,
  );
}

function element(
  name: string,
  content: string | readonly string[],
  attributes: Readonly<Record<string, string>> = {},
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const inner = typeof content === 'string' ? escaped(content) : content.join('');
  return `\n<${name}${given.join('')}>${inner}</${name}>`;
}

/** XML 1.0 knows no control characters, also not as references. */
const escaped = (value: string): string =>
  value
    .replaceAll(/[^\P{Cc}\t\r\n]|[\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
