import type { PublishedRecheck, RecheckedCounts } from '../fieldwork-counts.ts';
import { shownRecheck } from '../fieldwork-counts.ts';
import { roundedTo } from '../rounding.ts';
import { determined } from './determined.ts';
import type { Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';
import type { Claim } from './publication.ts';
import type { Publication, PublishedDomain, PublishedFieldwork } from './published-file.ts';

/**
 * Counts of fewer than the threshold in what is published of the fieldwork, or following from it: who was found not to belong to
 * the population (from rates of response beside those who were asked, over fields, agencies and the province
 * together), who declined, doors, outcomes of the re-check, voided ballots, strips and forms.
 * @param publication the published file
 * results.md §1, rules 2 and 5; Hundepool et al. (2012, §4.3.1): the audit by linear programmes.
 */
export async function attackFieldwork(publication: Publication): Promise<Claim[]> {
  const { counts = {}, method } = publication;
  const few = method.disclosureThreshold;
  const isFew = (count: number | null | undefined): count is number =>
    typeof count === 'number' && count > 0 && count < few;
  const claimFew = (name: string, count: number | null | undefined): Claim[] =>
    isFew(count) ? [claim('*.*', name, count)] : [];
  const { invited, eligible = invited, modes = [], ineligible = [], recheck = [] } = counts;
  const doors = modes.reduce((sum, { responses }) => sum + responses, 0);
  return [
    ...claimFew('declined', counts.declined),
    ...claimFew('undelivered', counts.undelivered),
    ...claimFew('voided', counts.voided),
    ...claimFew('ineligible', invited === undefined ? undefined : invited - eligible!),
    ...ineligible.flatMap(({ reason, people }) => claimFew(`ineligible ${reason}`, people)),
    ...modes.flatMap(({ mode, responses }) => claimFew(`mode ${mode}`, responses)),
    ...(modes.length > 0 && !method.respondentsAtLeast
      ? claimFew('mode', (counts.received ?? doors) - doors)
      : []),
    ...paperCounts(counts).flatMap(([name, count]) => claimFew(name, count)),
    ...recheck.flatMap((row) => outcomesOf(row, few)),
    ...(await attackRates(publication)),
  ];
}

const claim = (stratum: string, criterion: string, value: number): Claim => ({
  kind: 'fieldwork',
  stratum,
  criterion,
  value,
});

/** What a file says of paper, and the differences that follow from it and from the door's responses. */
function paperCounts({ paper, invited, modes = [] }: PublishedFieldwork) {
  if (!paper) return [];
  const { packs, returned } = paper;
  const forms = modes.find(({ mode }) => mode === 'paper')?.responses;
  const { strips, blank, missing, surplus } = returned ?? {};
  const less = (whole: number | null | undefined, ...parts: (number | null | undefined)[]) =>
    [whole, ...parts].every((count) => typeof count === 'number')
      ? whole! - parts.reduce<number>((sum, part) => sum + part!, 0)
      : undefined;
  return [
    ['paper packs', packs],
    ['paper strips', strips],
    ['paper blank', blank],
    ['paper missing', missing],
    ['paper surplus', surplus],
    ['paper without pack', less(invited, packs)],
    ['paper not returned', less(packs, strips)],
    ['paper without answers', less(strips, forms)],
    ['paper blank', less(strips, forms, missing)],
    ['paper missing', less(strips, forms, blank)],
  ] as const;
}

/** From every way in which the row of a door comes about. */
function outcomesOf(published: PublishedRecheck, few: number): Claim[] {
  const { door, drawn } = published;
  const printed = JSON.stringify(sorted(published));
  const worlds: RecheckedCounts[] = [];
  for (let confirmed = 0; confirmed <= drawn; confirmed += 1)
    for (let contradicted = 0; contradicted <= drawn - confirmed; contradicted += 1) {
      const notReached = drawn - confirmed - contradicted;
      const world = { door, drawn, confirmed, contradicted, notReached };
      const [shown] = shownRecheck(world, few);
      if (shown && JSON.stringify(sorted(shown)) === printed) worlds.push(world);
    }
  return (['confirmed', 'contradicted', 'notReached'] as const).flatMap((outcome) => {
    // A file that was made by another rule is read as it is.
    const values = new Set(
      worlds.length > 0
        ? worlds.map((world) => world[outcome])
        : [published.least === outcome ? null : published[outcome]],
    );
    const [value] = values;
    const isKnown = values.size === 1 && typeof value === 'number' && value > 0 && value < few;
    return isKnown ? [claim('*.*', `recheck ${door} ${outcome}`, value)] : [];
  });
}

const sorted = ({ confirmed, contradicted, notReached, least }: PublishedRecheck) => [
  confirmed,
  contradicted,
  notReached,
  least,
];

/** A rate of response of those who belong to the population tells how many do not. */
async function attackRates({ domains, counts, method }: Publication): Promise<Claim[]> {
  const strata = domains.filter(({ level }) => level === 'agency_field');
  const cells = domains.flatMap((domain) => {
    const columns = strata.flatMap((stratum, s) => (isPart(domain, stratum) ? [s] : []));
    return columns.length > 0 ? [{ domain, columns }] : [];
  });
  const rows = cells.flatMap(({ domain, columns }): Row[] => {
    const range = outsideOf(domain);
    return range ? [{ ...range, parts: columns.map((column) => [column, 1]) }] : [];
  });
  if (counts?.eligible !== undefined && counts.invited !== undefined) {
    const outside = counts.invited - counts.eligible;
    rows.push({ least: outside, greatest: outside, parts: strata.map((_, s) => [s, 1]) });
  }
  if (rows.length === 0) return [];
  const bounds = strata.map(({ invited, received }) => invited - (received ?? 0));
  const targets = cells.map(({ columns }) => columns);
  const found = await LinearProgram.open(
    bounds,
    rows,
    (program) => determined(program, strata.length, targets),
    () => true,
  );
  // Rates that no numbers fit are of all who were asked: then they tell nothing of this.
  return [...(found ?? [])].flatMap(([cell, value]) => {
    const { agencyCode, fieldCode } = cells[cell]!.domain;
    const isFew = value > 0 && value < method.disclosureThreshold;
    const name = [agencyCode ?? '*', fieldCode ?? '*'].join('.');
    return isFew ? [claim(name, 'ineligible', value)] : [];
  });
}

/** Numbers of people outside the population under which the rate prints as it does. */
function outsideOf({ level, invited, received, responseRate }: PublishedDomain) {
  if (!received || typeof responseRate !== 'number') return undefined;
  const step = level === 'province' ? 0.001 : 0.01;
  const fits = Array.from({ length: invited - received + 1 }, (_, outside) => outside).filter(
    (outside) => roundedTo(received / (invited - outside), step) === responseRate,
  );
  return fits.length > 0 ? { least: fits[0]!, greatest: fits.at(-1)! } : undefined;
}

const isPart = (whole: PublishedDomain, part: PublishedDomain): boolean =>
  (whole.agencyCode === null || whole.agencyCode === part.agencyCode) &&
  (whole.fieldCode === null || whole.fieldCode === part.fieldCode);
