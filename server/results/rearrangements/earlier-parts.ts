import type { Results } from '#contract/results.ts';

/** An agency of an earlier round that is in one of today: as a whole, or a part of it. */
export interface EarlierPart {
  readonly code: string;
  readonly name: string;
  readonly isWhole: boolean;
}

type Part = Omit<EarlierPart, 'name'>;

/**
 * What an agency of the first round consists of in the last, through the declarations of all rounds between (the newest
 * first); undefined: the agency was the same. Without a declaration an agency that was measured before holds itself.
 */
export function earlierParts(
  rounds: readonly Results[],
  agencyCode: string,
): readonly EarlierPart[] | undefined {
  let parts: readonly Part[] = [{ code: agencyCode, isWhole: true }];
  for (const [place, older] of rounds.slice(1).entries())
    parts = merged(parts.flatMap((part) => partsBefore(rounds[place]!, older, part)));
  const isSame = parts.length === 1 && parts[0]!.code === agencyCode && parts[0]!.isWhole;
  // Nothing was declared of it: it is in one round only, or the same.
  if (isSame || parts.length === 0) return undefined;
  const names = namesOf(rounds);
  return parts.map((part) => ({ ...part, name: names.get(part.code) ?? part.code }));
}

function partsBefore(newer: Results, older: Results, { code, isWhole }: Part): Part[] {
  const { earlierCampaignId, agencies = [] } = newer.rearrangements ?? {};
  const sources = agencies.filter(({ into }) => into.some((agency) => agency.code === code));
  const hasGone = agencies.some((agency) => agency.code === code);
  // A declaration about another round tells that something happened, not what.
  const isKnown = agencies.length === 0 || earlierCampaignId === older.campaignId;
  const own = !hasGone && agencyCodes(older).has(code) ? [{ code, isWhole }] : [];
  return [
    ...own.map((part) => ({ ...part, isWhole: isWhole && (isKnown || sources.length === 0) })),
    ...sources.map((source) => ({
      code: source.code,
      isWhole: isWhole && isKnown && source.into.length === 1,
    })),
  ];
}

/** Two ways from one earlier agency: it came together again, but nothing says that it is the whole. */
function merged(parts: readonly Part[]): Part[] {
  return [...Map.groupBy(parts, ({ code }) => code)].map(([code, alike]) => ({
    code,
    isWhole: alike.length === 1 && alike[0]!.isWhole,
  }));
}

const agencyCodes = ({ domains }: Results): ReadonlySet<string | null> =>
  new Set(domains.flatMap(({ level, agencyCode }) => (level === 'agency' ? [agencyCode] : [])));

/** The oldest name of each code, as it was measured. */
function namesOf(rounds: readonly Results[]): ReadonlyMap<string, string> {
  return new Map(
    rounds.flatMap(({ domains, rearrangements }): [string, string][] => [
      ...(rearrangements?.agencies ?? []).map(({ code, name }): [string, string] => [code, name]),
      ...domains.flatMap(({ level, agencyCode, name }): [string, string][] =>
        level === 'agency' && agencyCode !== null ? [[agencyCode, name]] : [],
      ),
    ]),
  );
}
