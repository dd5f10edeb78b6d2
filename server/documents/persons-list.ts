import { sql } from 'kysely';
import { PEOPLE_OF_FILE } from '#contract/documents.ts';
import { inText, officeOf } from '#contract/place-names.ts';
import { writtenDay } from '#contract/written-day.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { openIdentity } from '../db/sealed-identity.ts';
import type { Deps } from '../deps.ts';
import { stepTurn } from '../http/step-turn.ts';
import type { AgencyFacts } from './agency-documents.ts';
import { wholeNumber } from './figure-text.ts';
import type { Column, OfficialDocument } from './official-document.ts';
import { paragraph, table } from './official-document.ts';
import { sheetOf, valuesOf } from './round-facts.ts';
import { filled } from './wording.ts';

interface ListedRow {
  kind: 'citizen' | 'organization';
  sealed: Buffer;
  field: string;
  procedureName: string;
  code: string | null;
  channel: string | null;
  receivedOn: string | null;
  dueOn: string | null;
  returnedOn: string | null;
}

/** Of lists in force; each person once, with the dossier that the person is asked about. */
const ofAgency = (campaignId: string, agencyCode: string) => sql`
  from person
  left join dossier on dossier.person_id = person.id and dossier.outcome = 'accepted'
  left join field on field.campaign_id = dossier.campaign_id and field.code = dossier.field_code
  where person.campaign_id = ${campaignId} and person.agency_code = ${agencyCode}
    and person.sealed is not null and person.file_id in (select list_file.id from list_file
      where list_file.campaign_id = ${campaignId} and list_file.state = 'imported')`;

export async function countListed(db: Db, campaignId: string, agencyCode: string): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*) as people ${ofAgency(campaignId, agencyCode)}
  `.execute(db);
  return Number(rows[0]?.people ?? 0);
}

export interface ListRequest {
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly page: number;
  readonly staffId: string;
}

/** “Danh sách đối tượng điều tra xã hội học” in the order of dossier codes, so that it can be held against the register. Who made it is recorded; never whom it names. */
export async function personsList(
  deps: Deps,
  facts: AgencyFacts,
  { campaignId, agencyCode, page, staffId }: ListRequest,
): Promise<OfficialDocument> {
  await refuseErased(deps.db, campaignId);
  const key = await deps.secrets.identityKey(campaignId);
  const first = (page - 1) * PEOPLE_OF_FILE;
  const { db } = deps;
  const { rows } = await sql<ListedRow>`
    select person.kind, person.sealed, coalesce(field.name, '') as field,
      coalesce(dossier.procedure_name, dossier.procedure_code, '') as procedure_name, dossier.code,
      dossier.channel, dossier.received_on, dossier.due_on, dossier.returned_on
    ${ofAgency(campaignId, agencyCode)}
    order by dossier.code, person.id limit ${PEOPLE_OF_FILE} offset ${first}
  `.execute(db);
  const total = await countListed(db, campaignId, agencyCode);
  // By itself, before anything is given: equal readings of an hour are one line, and each would wait for it with a connection.
  const details = { agency: agencyCode, page, people: rows.length };
  await record(db, { at: deps.now(), staffId, act: 'people_read', campaignId, details });
  await stepTurn();
  const people = rows.map((row, index) => valuesOfRow(key, row, first + index + 1));
  return listDocument(facts, people, { total, first, page });
}

type Values = Readonly<Record<string, string>>;

function valuesOfRow(key: Buffer, row: ListedRow, number: number): Values {
  const { fullName, representative, cameName, sex, birthYear, address, hamlet, phone } =
    openIdentity(key, row.sealed);
  const behalf = representative ?? cameName;
  const day = (value: string | null) => (value === null ? '' : writtenDay(value));
  return {
    stt: String(number),
    hoten: behalf ? `${fullName} (${behalf})` : fullName,
    gioitinh: sex ?? '',
    namsinh: birthYear === null ? '' : String(birthYear),
    diachi: address ?? '',
    thon: hamlet ?? '',
    dienthoai: phone ?? '',
    doituong: row.kind === 'organization' ? 'Tổ chức' : 'Cá nhân',
    linhvuc: row.field,
    thutuc: row.procedureName,
    mahoso: row.code ?? '',
    ngaynhan: day(row.receivedOn),
    ngayhen: day(row.dueOn),
    ngaytra: day(row.returnedOn),
    hinhthuc: row.channel ?? '',
  };
}

function listDocument(
  facts: AgencyFacts,
  people: readonly Values[],
  { total, first, page }: { total: number; first: number; page: number },
): OfficialDocument {
  const { words, agency, campaign } = facts;
  const values = { ...valuesOf(facts), donvi: inText(agency.name) };
  const title = filled(words.persons_title, values).split('\n');
  const { columns, rows } = columnsOf(words.persons_columns, people);
  const file = total > PEOPLE_OF_FILE ? `, tờ ${page} (từ số ${wholeNumber(first + 1)})` : '';
  const [drawnUpBy = '', signer = ''] = words.persons_signers.split('\n');
  return sheetOf(facts, {
    fileName: `danh-sach-doi-tuong-${agency.code}-${campaign.year}${file && `-to-${page}`}`,
    issuer: { parent: words.issuer_parent, body: officeOf(agency.name).toLocaleUpperCase('vi') },
    title: title[0] ?? '',
    subject: title.slice(1).join('\n'),
    blocks: [
      table('', columns, rows),
      paragraph(`Danh sách có ${wholeNumber(total)} người${file}.`),
    ],
    recipients: [],
    drawnUpBy: [drawnUpBy],
    signer: [signer],
    isLandscape: true,
    tableSize: 10,
  });
}

/** A line `Heading: {value}` for each column; what is not known stays as written, so that it is seen. */
function columnsOf(text: string, people: readonly Values[]) {
  const wanted = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, heading = line, cell = ''] = /^([^{]*?):\s*(.*)$/.exec(line) ?? [];
      return { heading: heading.trim(), cell };
    });
  const rows = people.map((values) => wanted.map(({ cell }) => filled(cell, values).trim()));
  const columns = wanted.map(
    ({ heading }, index): Column => ({
      heading,
      width: widthOf(heading, rows.slice(0, MEASURED), index),
    }),
  );
  return { columns, rows };
}

/** So many rows tell how wide a column is. */
const MEASURED = 200;

/** In letters: the longest word has room in one line, and long texts break into some. */
function widthOf(heading: string, rows: readonly (readonly string[])[], column: number): number {
  const texts = [heading, ...rows.map((row) => row[column] ?? '')];
  const word = Math.max(
    ...texts.flatMap((text) => text.split(/[\s-]+/)).map(({ length }) => length),
  );
  const mean = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  return Math.min(20, Math.max(word * 1.15 + 2.5, mean * 0.7));
}
