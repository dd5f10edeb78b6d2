import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { RoundDocument } from '#contract/documents.ts';
import { keptFile } from './kept-file.ts';
import type { OfficialDocument } from './official-document.ts';
import { pdfFile } from './pdf-file.ts';
import { ROUND_KINDS } from './round-documents.ts';
import type { RoundFacts } from './round-facts.ts';

const KINDS: readonly RoundDocument[] = [
  'report',
  'announcement',
  'draw_minutes',
  'count_minutes',
  'duties_report',
];

/** Documents, published figures and draw record in one file, with an index that has the hash of each. */
export async function evidencePack(facts: RoundFacts): Promise<Buffer> {
  const files = new Map<string, Buffer>();
  for (const kind of KINDS) {
    const document: OfficialDocument = ROUND_KINDS[kind].make(facts as never);
    files.set(`${document.fileName}.pdf`, await keptFile(pdfFile, document));
  }
  files.set('ket-qua-cong-bo.json', jsonOf(facts.results));
  files.set('bien-ban-rut-mau.json', jsonOf(facts.draw));
  const lines = [...files].map(([name, content]) => `${sha256(content)}  ${name}`);
  const index = [
    `TÀI LIỆU KIỂM CHỨNG: ${facts.campaign.name}`,
    `Số liệu công bố tại ${facts.publicAddress}`,
    `Mã kiểm tra của bản công bố (SHA-256): ${facts.publicationSha256 ?? ''}`,
    '',
    'Mã SHA-256 của từng tệp trong gói:',
    ...lines,
    '',
  ].join('\r\n');
  files.set('MUC-LUC.txt', Buffer.from(`\uFEFF${index}`));
  files.set('SHA256SUMS', Buffer.from(`${lines.join('\n')}\n`));
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 6 }));
}

const jsonOf = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
