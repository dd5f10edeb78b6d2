import { randomUUID } from 'node:crypto';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { startCollecting } from '#contract/campaigns.ts';
import { getProgress } from '#contract/fieldwork.ts';
import { issueInvitations } from '#contract/invitations.ts';
import type { SampleDesign } from '#contract/samples.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { canonicalFrame, frameHash } from '#sampling/frame/canonical.ts';
import { merkleRoot } from '#sampling/frame/merkle.ts';
import type { Db } from '../server/db/database.ts';
import { personRow } from '../server/frames/store/person-rows.ts';
import { linkOf, slipCodeOf, tokenOf } from '../server/invitations/secret-code.ts';
import { keyedIdentity } from '../server/lists/link/complete-identity.ts';
import type { Caller, Office } from './office.ts';
import { openFrameFor } from './open-round.ts';
import { terms } from './terms.ts';

/** What a test may choose about its campaign; every part has a plain default. */
export interface FrozenOptions {
  /** Agencies of the province: codes of communes, or `H…` for a department that is added first. */
  readonly agencies?: readonly string[];
  /** Fields by name; the nth gets the code F01, F02, …. */
  readonly fields?: readonly string[];
  /** N_h of every stratum, or of each by its code. */
  readonly peoplePerStratum?: number | ((stratum: string) => number);
  /** Procedures of a field's people in turn; by default the field's name is used. */
  readonly procedures?: Readonly<Record<string, readonly string[]>>;
  readonly hamlets?: readonly (string | null)[];
  readonly terms?: Partial<CampaignTerms>;
  /** Of the nth person; by default the hamlet alone. */
  readonly addressOf?: (person: number) => string;
  /** Of the nth person; by default nobody has one. */
  readonly emailOf?: (person: number) => string | null;
  /** Of the nth person; by default everybody has one. */
  readonly phoneOf?: (person: number) => string | null;
}

export interface FrozenPerson {
  readonly personId: string;
  /** Pseudonym in the frame. */
  readonly unitId: string;
  readonly agencyCode: string;
  readonly stratum: string;
  readonly fullName: string;
  readonly hamlet: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export interface FrozenCampaign {
  readonly campaignId: string;
  readonly homeAffairs: Caller;
  readonly frameText: string;
  readonly strata: readonly { code: string; agencyCode: string; population: number }[];
  readonly people: readonly FrozenPerson[];
}

const AGENCIES = ['01981', '05443', '05500'] as const;
const FIELDS = ['Hộ tịch', 'Đất đai'] as const;
const HAMLETS = ['Nà Cà', 'Đồng Luông', 'Bản Áng', null];
const FAMILY = ['Nguyễn Thị', 'Hoàng Văn', 'Triệu Thị', 'Đặng Văn', 'Lường Thị', 'Nông Văn'];
const GIVEN = ['Hoa', 'Ánh', 'Bình', 'Đức', 'Ước', 'Yến', 'Ơn', 'Ẩn', 'Lý', 'Thắng', 'Sâm'];

/** A campaign whose frame has been frozen: strata and people are stored as the import leaves them. */
export async function frozenCampaign(
  office: Office,
  options: FrozenOptions = {},
): Promise<FrozenCampaign> {
  const { campaignId, homeAffairs } = await openFrameFor(office, {
    noticeHours: 0,
    ...options.terms,
  });
  const fields = (options.fields ?? FIELDS).map((name, i) => ({
    campaignId,
    code: `F${String(i + 1).padStart(2, '0')}`,
    name,
  }));
  const agencies = options.agencies ?? AGENCIES;
  const size = options.peoplePerStratum ?? 12;
  const strata = agencies
    .flatMap((agencyCode) =>
      fields.map((field) => ({
        agencyCode,
        fieldCode: field.code,
        code: `${agencyCode}.${field.code}`,
      })),
    )
    .map((stratum) => ({
      ...stratum,
      campaignId,
      population: typeof size === 'number' ? size : size(stratum.code),
    }))
    .filter(({ population }) => population > 0);
  const people = strata
    .flatMap((stratum, h) =>
      Array.from({ length: stratum.population }, (_, i) =>
        newPerson(office, stratum, h * 7 + i, options.hamlets ?? HAMLETS),
      ),
    )
    .map((person, i) => ({
      ...person,
      email: options.emailOf?.(i) ?? null,
      phone: options.phoneOf ? options.phoneOf(i) : '0912345678',
      address: options.addressOf?.(i) ?? (person.hamlet && `Thôn ${person.hamlet}`),
    }));
  const frameText = canonicalFrame(people);
  await addDepartments(office, agencies);
  await insertFrame(
    office,
    homeAffairs,
    { campaignId, fields, strata, people, frameText },
    options,
  );
  return { campaignId, homeAffairs, frameText, strata, people };
}

function newPerson(
  { deps }: Office,
  { campaignId, agencyCode, code }: { campaignId: string; agencyCode: string; code: string },
  i: number,
  hamlets: readonly (string | null)[],
): Omit<FrozenPerson, 'email' | 'phone' | 'address'> {
  const personId = randomUUID();
  return {
    personId,
    unitId: deps.secrets
      .keyed('frame-pseudonym', `${campaignId}|${personId}`)
      .toString('hex')
      .slice(0, 32),
    agencyCode,
    stratum: code,
    fullName: `${FAMILY[i % FAMILY.length]} ${GIVEN[i % GIVEN.length]}`,
    hamlet: hamlets[i % hamlets.length] ?? null,
  };
}

async function addDepartments({ deps }: Office, agencies: readonly string[]): Promise<void> {
  for (const code of agencies.filter((agency) => agency.startsWith('H'))) {
    await deps.db
      .insertInto('agency')
      .values({ code, name: `Sở ${code}`, kind: 'department', provinceCode: '19' })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute();
  }
}

interface Frame {
  campaignId: string;
  fields: { campaignId: string; code: string; name: string }[];
  strata: {
    campaignId: string;
    code: string;
    agencyCode: string;
    fieldCode: string;
    population: number;
  }[];
  people: FrozenPerson[];
  frameText: string;
}

async function insertFrame(
  { deps }: Office,
  { staffId }: Caller,
  { campaignId, fields, strata, people, frameText }: Frame,
  options: FrozenOptions,
): Promise<void> {
  const sha256 = frameHash(frameText);
  const rows = { rows: people.length, accepted: people.length, merged: 0, excluded: 0, inError: 0 };
  const key = await deps.secrets.identityKey(campaignId);
  await deps.db.transaction().execute(async (trx) => {
    await trx.insertInto('field').values(fields).execute();
    const fileId = await insertList(trx, campaignId, staffId ?? '', deps.now());
    for (const some of chunks(people)) {
      await trx
        .insertInto('person')
        .values(some.map((person) => sealedPerson(key, campaignId, fileId, person)))
        .execute();
    }
    await trx
      .insertInto('frame')
      .values({
        campaignId,
        sha256,
        merkleRoot: merkleRoot(frameText),
        unitCount: people.length,
        counts: JSON.stringify({ rows, exclusions: [], faults: [] }),
        absentAgencies: 0,
        absentReason: null,
        frozenAt: deps.now(),
        frozenBy: staffId ?? '',
      })
      .execute();
    await trx
      .insertInto('stratum')
      .values(strata.map((stratum) => ({ ...stratum, distinctPersons: stratum.population })))
      .execute();
    for (const some of chunks(people)) {
      await trx
        .insertInto('frameUnit')
        .values(
          some.map((person, i) =>
            frameAgencyRow(campaignId, person, procedureOf(person, i, fields, options)),
          ),
        )
        .execute();
    }
    await trx
      .updateTable('campaign')
      .set({ stage: 'frame_frozen' })
      .where('id', '=', campaignId)
      .execute();
  });
}

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / 1000) }, (_, i) =>
    all.slice(i * 1000, (i + 1) * 1000),
  );

/** The list that these people came from; its rows are not needed any more. */
async function insertList(
  trx: Db,
  campaignId: string,
  staffId: string,
  moment: Date,
): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('listFile')
    .values({
      id,
      campaignId,
      agencyCode: null,
      fileName: 'danh-sach.csv',
      sha256: '',
      byteCount: 0,
      state: 'imported',
      problem: null,
      // No list is in force whose columns nobody has confirmed.
      columns: JSON.stringify({ headingRows: [1], columns: [], headings: [] }),
      uploadedBy: staffId,
      uploadedAt: moment,
      importedAt: moment,
    })
    .execute();
  return id;
}

function sealedPerson(key: Buffer, campaignId: string, fileId: string, person: FrozenPerson) {
  const { personId, agencyCode, fullName, hamlet, email, phone, address } = person;
  const identified = keyedIdentity(key, {
    kind: 'citizen',
    fullName,
    birth: { day: null, year: 1980 },
    sex: null,
    idNumber: null,
    phone,
    address,
    hamlet,
    email,
    cameName: null,
    representative: null,
  });
  const place = { id: personId, campaignId, agencyCode, fileId };
  return personRow(key, place, [{ kind: 'citizen', identified }]);
}

const frameAgencyRow = (campaignId: string, person: FrozenPerson, procedureName: string) => ({
  campaignId,
  unitId: person.unitId,
  stratum: person.stratum,
  personId: person.personId,
  procedureName,
  returnedOn: '2026-09-15',
});

function procedureOf(
  person: FrozenPerson,
  i: number,
  fields: Frame['fields'],
  { procedures = {} }: FrozenOptions,
): string {
  const field = fields.find(({ code }) => person.stratum.endsWith(`.${code}`))?.name ?? '';
  const named = procedures[field] ?? [`Thủ tục ${field.toLowerCase()}`];
  return named[i % named.length] ?? field;
}

export interface DrawnOptions extends FrozenOptions {
  readonly design?: Partial<SampleDesign>;
  readonly dice?: string;
}

export const DICE = '47109 33826 50714 92855';
export const WITNESSES = [{ name: 'Ông Thắng', body: 'Ủy ban MTTQ Việt Nam tỉnh' }];

export const design = (changes: Partial<SampleDesign> = {}): SampleDesign => ({
  method: 'proportional',
  size: 30,
  minimumPerStratum: 2,
  minimumPerAgency: 0,
  reserveRatio: 0.5,
  responseRate: 0.6,
  expectedProportion: 0.8,
  ...changes,
});

/** A frozen campaign whose sample has been drawn through the platform's own endpoints. */
export async function drawnCampaign(
  office: Office,
  options: DrawnOptions = {},
): Promise<FrozenCampaign> {
  const frozen = await frozenCampaign(office, options);
  const params = { campaignId: frozen.campaignId };
  await frozen.homeAffairs.call(publishPlan, { params, body: design(options.design) });
  await frozen.homeAffairs.call(drawSample, {
    params,
    body: { dice: options.dice ?? DICE, witnesses: WITNESSES },
  });
  return frozen;
}

/** What the screen shows when somebody decides to release some. */
export async function reservesLeftOf(
  homeAffairs: Caller,
  campaignId: string,
  agencyCode: string,
): Promise<number> {
  const { agencies } = await homeAffairs.call(getProgress, { params: { campaignId } });
  return agencies.find((agency) => agency.agencyCode === agencyCode)?.reservesLeft ?? 0;
}

export interface TestInvitation {
  readonly id: string;
  readonly unitId: string;
  readonly agencyCode: string;
  readonly stratum: string;
  readonly serial: number;
  readonly issue: number;
  readonly token: string;
  readonly code: string;
  readonly link: string;
}

export interface InvitedOptions extends DrawnOptions {
  /** Stay at `drawn`: the slips are out, and nobody may answer yet. */
  readonly isCollecting?: boolean;
}

export interface InvitedCampaign extends FrozenCampaign {
  readonly invitations: readonly TestInvitation[];
}

/**
 * A drawn campaign whose slips have been issued. Collecting has begun, on the clock too, unless the
 * test says no.
 */
export async function invitedCampaign(
  office: Office,
  options: InvitedOptions = {},
): Promise<InvitedCampaign> {
  const drawn = await drawnCampaign(office, options);
  const params = { campaignId: drawn.campaignId };
  await drawn.homeAffairs.call(issueInvitations, { params });
  if (options.isCollecting ?? true) {
    await drawn.homeAffairs.call(startCollecting, { params });
    office.at(`${terms(options.terms).collectFrom}T02:00:00Z`);
  }
  return { ...drawn, invitations: await invitationsOf(office, drawn.campaignId) };
}

/** The secrets on the slips, as holders of the keys may print them. */
export async function invitationsOf(
  { deps }: Office,
  campaignId: string,
): Promise<TestInvitation[]> {
  const rows = await deps.db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'campaignId')
    .select(['invitation.id', 'issue', 'unitId', 'agencyCode', 'stratum', 'serial', 'host'])
    .where('campaignId', '=', campaignId)
    .orderBy('agencyCode')
    .orderBy('serial')
    .execute();
  return rows.map(({ host, ...row }) => {
    const token = tokenOf(deps.secrets, row);
    return { ...row, token, code: slipCodeOf(deps.secrets, row), link: linkOf(host, token) };
  });
}
