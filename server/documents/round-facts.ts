import type { ActionItem } from '#contract/action-plan.ts';
import type { Campaign } from '#contract/campaigns.ts';
import type { Changes } from '#contract/changes.ts';
import type { Boundaries } from '#contract/pictures/boundary-map.ts';
import type { AllFacts } from '#contract/pictures/draw-picture.ts';
import type { Tile } from '#contract/pictures/tile-map.ts';
import { inText } from '#contract/place-names.ts';
import type { Remark } from '#contract/remarks.ts';
import type { Results } from '#contract/results.ts';
import type { Certificate } from '#contract/retention.ts';
import type { DrawRecord } from '#contract/samples.ts';
import { writtenDay } from '#contract/written-day.ts';
import type { OfficialDocument } from './official-document.ts';
import type { Wording } from './wording.ts';
import { usualIssuer } from './wording.ts';

/** What the documents of a round are made of; what a kind does not need is not asked for. */
export interface RoundFacts {
  readonly campaign: Campaign;
  readonly words: Wording;
  readonly publicAddress: string;
  /** Day of the making, `2026-11-02`: it is signed then, and may be in the year after the round's. */
  readonly madeOn: string;
  readonly results?: Results;
  readonly publicationSha256?: string;
  readonly draw?: DrawRecord;
  readonly remarks?: readonly Remark[];
  /** Of the publication: communes as cells, and changes since the round before. */
  readonly tiles?: readonly Tile[];
  readonly boundaries?: Boundaries | null;
  readonly changes?: Changes;
  readonly duties?: readonly ActionItem[];
  readonly erasure?: Certificate;
}

export type Needed<K extends keyof RoundFacts> = RoundFacts & Required<Pick<RoundFacts, K>>;
export type Needs = 'results' | 'changes' | 'pictures' | 'draw' | 'remarks' | 'duties' | 'erasure';

export const valuesOf = ({ campaign, publicAddress }: RoundFacts): Record<string, string> => ({
  nam: String(campaign.year),
  han: writtenDay(campaign.collectTo),
  tu: writtenDay(campaign.collectFrom),
  dienthoai: hotlineOf(campaign) || '………………',
  diachi: publicAddress,
});

const hotlineOf = ({ hotline, hotlineHours }: Campaign): string =>
  hotline && hotlineHours ? `${hotline} (${hotlineHours})` : hotline;

/** Whom a report is written to: the body above the issuer, in letters of running text where it is the usual one. */
export const parentOf = ({ words, campaign }: RoundFacts): string => {
  const isUsual = words.issuer_parent === usualIssuer(campaign.provinceName).issuer.parent;
  return isUsual
    ? `Ủy ban nhân dân ${inText(campaign.provinceName)}`
    : words.issuer_parent.replaceAll('\n', ' ');
};

export function sheetOf(
  facts: RoundFacts,
  parts: Pick<OfficialDocument, 'fileName' | 'title' | 'subject' | 'blocks'> &
    Partial<OfficialDocument>,
): OfficialDocument {
  const { words, madeOn } = facts;
  return {
    issuer: { parent: words.issuer_parent, body: words.issuer },
    place: words.place,
    year: Number(madeOn.slice(0, 4)),
    addressee: null,
    recipients: words.recipients.split('\n').map((name) => name.replace(/[;.]\s*$/, '')),
    signer: words.signer.split('\n'),
    ...parts,
  };
}

/** What pictures are drawn of. */
export const pictureFacts = ({
  results,
  tiles,
  boundaries,
  changes,
}: Needed<'results'>): AllFacts => ({
  results,
  tiles: tiles ?? [],
  boundaries: boundaries ?? null,
  changes: changes ?? null,
});
