import { createHash } from 'node:crypto';
import type { FrozenFrame } from '#contract/frozen-frame.ts';
import type { Exclusion, Fault, RowCounts } from '#contract/row-counts.ts';
import { canonicalFrame } from '#sampling/frame/canonical.ts';
import type { Db } from '../../db/database.ts';
import { framePages } from '../../db/frame-pages.ts';
import { campaignAt } from '../../db/stage.ts';
import { problem } from '../../problem.ts';

interface Counts {
  readonly unaccepted?: FrozenFrame['unaccepted'];
  readonly remarks?: FrozenFrame['remarks'];
  readonly rest?: FrozenFrame['rest'];
  readonly linkage?: FrozenFrame['linkage'];
  readonly rows: RowCounts;
  readonly exclusions: { reason: Exclusion; rows: number }[];
  readonly faults: { reason: Fault; rows: number }[];
}

/** Hash and counts of the frozen frame, as they were when it was frozen. */
export async function frozenFrame(db: Db, campaignId: string): Promise<FrozenFrame> {
  await campaignAt(db, campaignId);
  const frame = await db
    .selectFrom('frame')
    .innerJoin('staff', 'staff.id', 'frame.frozenBy')
    .selectAll('frame')
    .select('staff.fullName')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!frame) throw problem('frame_not_frozen');
  const strata = await strataOf(db, campaignId);
  const { unaccepted, remarks, rest, linkage, rows, exclusions, faults } = frame.counts as Counts;
  return {
    sha256: frame.sha256,
    merkleRoot: frame.merkleRoot,
    commitmentsRoot: frame.commitmentsRoot,
    people: frame.unitCount,
    distinctPersons: exact(strata.reduce((sum, stratum) => sum + stratum.distinctPersons, 0)),
    strata: strata.length,
    rows,
    exclusions,
    faults,
    absentAgencies: frame.absentAgencies,
    absentReason: frame.absentReason,
    unaccepted: unaccepted ?? { agencies: 0, reason: null },
    remarks: remarks ?? [],
    rest: rest ?? null,
    linkage: linkage ?? null,
    frozenAt: frame.frozenAt.toISOString(),
    frozenBy: frame.fullName,
  };
}

const strataOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('stratum')
    .select(['code', 'population', 'distinctPersons'])
    .where('campaignId', '=', campaignId)
    .orderBy('code')
    .execute();

/** Sums of thirds end in a long row of digits. */
const exact = (sum: number): number => Number(sum.toFixed(6));

/**
 * What a figure by person needs. An answer knows its stratum and nobody's multiplicity, so persons whom
 * several agencies have served are counted in parts, stratum by stratum.
 */
export async function strataText(db: Db, campaignId: string): Promise<string> {
  await campaignAt(db, campaignId);
  const strata = await strataOf(db, campaignId);
  if (strata.length === 0) throw problem('frame_not_frozen');
  const lines = strata.map(({ code, population, distinctPersons }) =>
    [code, population, exact(distinctPersons)].join('\t'),
  );
  return `${['stratum\tpopulation\tdistinct_persons', ...lines].join('\n')}\n`;
}

const PUBLIC_FROM = ['drawn', 'collecting', 'closed', 'published'] as const;

/** The frame may be read once it has been drawn from: a person who knew the pseudonyms before could look for a seed. */
export async function frameLines(db: Db, campaignId: string): Promise<AsyncGenerator<string>> {
  const campaign = await campaignAt(db, campaignId);
  if (!PUBLIC_FROM.some((stage) => stage === campaign.stage)) throw problem('not_drawn');
  const { sha256 } = await frozenFrame(db, campaignId);
  return linesOf(db, campaignId, sha256);
}

const PAGE = 2000;

/** frame.tsv page by page; pseudonyms are hexadecimal, which every locale sorts as bytes, and the hash says so. */
async function* linesOf(db: Db, campaignId: string, sha256: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const page of framePages(db, campaignId, PAGE)) {
    const text = page.length > 0 ? canonicalFrame(page) : '';
    hash.update(text);
    yield text;
  }
  if (hash.digest('hex') !== sha256) throw problem('frame_hash_changed', { file: 'frame.tsv' });
}
