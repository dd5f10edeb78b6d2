import { setImmediate } from 'node:timers/promises';
import type { Domain, Figure } from '#contract/figures.ts';
import type { Disclosure, Results } from '#contract/results.ts';
import { cellKey } from '#sampling/disclosure/agency-by-field.ts';
import { attackAnswers } from '#sampling/disclosure/attack/answer-sums.ts';
import { attackCounts } from '#sampling/disclosure/attack/count-sums.ts';
import { attackFieldwork } from '#sampling/disclosure/attack/fieldwork.ts';
import type { Claim } from '#sampling/disclosure/attack/publication.ts';
import { attackPublication } from '#sampling/disclosure/attack/publication.ts';
import type { PublishedDomain } from '#sampling/disclosure/attack/published-file.ts';
import type { AnswersAudit } from '#sampling/disclosure/leaving/answers-audit.ts';
import { auditAnswers } from '#sampling/disclosure/leaving/answers-audit.ts';
import type { AuditedProvince } from '#sampling/disclosure/leaving/audited-province.ts';
import { precisionAt, rungOf } from '#sampling/disclosure/leaving/precision.ts';
import { roundingLevels } from '#sampling/disclosure/leaving/rounding-level.ts';
import { leastRespondents } from '#sampling/disclosure/near-full-response.ts';
import type { Db } from '../db/database.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import type { Estimated } from './compute-results.ts';
import { estimateResults } from './compute-results.ts';
import { exposedCounts } from './exposed-counts.ts';
import type { FoldedFigures } from './group-tables.ts';
import { foldedFigures, groupsLeaving } from './group-tables.ts';
import { hideCounts } from './hidden-counts.ts';
import { withLeastRespondents } from './near-full-response.ts';
import { readFieldwork } from './read-fieldwork.ts';
import { withTiers } from './tiers.ts';
import { leaving } from './what-leaves.ts';

/** Figures as they leave: estimated, withheld where they must be, rounded, attacked, weakened. */
export async function settleResults(db: Db, campaign: CampaignRow): Promise<Results> {
  const results = await settled(await estimateResults(await readFieldwork(db, campaign)));
  const folded = await foldedFigures(db, campaign);
  // Respondents of groups and questions add up to the province's: they leave where those do.
  const isTold = results.coverage?.isEnough && !results.method.respondentsAtLeast;
  return folded && isTold ? withGroups(results, folded) : results;
}

/** Groups leave with the rest or not at all, after an attack of their own. */
function withGroups(results: Results, folded: FoldedFigures): Results {
  const province = results.domains.find(({ level }) => level === 'province');
  const respondents = new Map(province?.figures.map((figure) => [figure.node, figure.respondents]));
  const groups = groupsLeaving(folded, (node) => respondents.get(node) ?? null);
  return { ...results, groups };
}

export async function settled(estimated: Estimated): Promise<Results> {
  const audit = await auditAnswers(auditedOf(estimated), estimated.withheld.treatments, () =>
    setImmediate(),
  );
  const ineligible = ineligibleIn(estimated);
  const pause = () => setImmediate();
  const hidden = await hideCounts(estimated.results, audit.treatments, pause, ineligible);
  const exact = withTiers(leaving(estimated.results, hidden.treatments));
  const least = leastRespondents(
    estimated.strata.map(({ released: invited, respondents }) => ({ invited, respondents })),
    exact.method.disclosureThreshold,
  );
  const results = least === undefined ? exact : withLeastRespondents(exact, least);
  const figures = await attackPublication(results, { ineligible, pause });
  const answers = await attackAnswers(results, { ineligible, pause });
  const claims = [
    ...(await claimsOfReaders(results, figures.claims, pause)),
    ...figures.unexplained,
    ...answers.claims,
    ...answers.unexplained.map((criterion) => ({ stratum: '*.*', criterion })),
    ...(await attackCounts(results, pause)),
    ...(await attackFieldwork(results)),
  ];
  const weakened = { ...audit, treatments: hidden.treatments };
  const disclosure = disclosureOf(estimated, weakened, results, claims);
  const exposed = [...new Set([...disclosure.exposed, ...hidden.exposed])];
  return { ...results, disclosure: { ...disclosure, exposed } };
}

/** A count that follows only for who knows the ineligible of each stratum, which nobody outside does, is no claim of a reader. */
async function claimsOfReaders(
  results: Results,
  claims: readonly Claim[],
  pause: () => Promise<void>,
): Promise<Claim[]> {
  if (!claims.some(({ kind }) => kind === 'respondents')) return [...claims];
  const outside = (await attackPublication(results, { pause })).claims;
  const isKnown = ({ kind, stratum }: Claim) =>
    outside.some((claim) => claim.kind === kind && claim.stratum === stratum);
  return claims.filter((claim) => claim.kind !== 'respondents' || isKnown(claim));
}

/** The attacker of the audit knows who does not belong to the population: weights follow from it. */
function ineligibleIn({ strata }: Estimated) {
  const counts = new Map(
    strata.map(({ agencyCode, fieldCode, ineligible }) => [
      cellKey({ agency: agencyCode, field: fieldCode }),
      ineligible,
    ]),
  );
  return ({ agencyCode, fieldCode }: PublishedDomain) =>
    counts.get(cellKey({ agency: agencyCode!, field: fieldCode! })) ?? 0;
}

/**
 * What the count audited with the fields, once more over the strata that responses name: the figures that
 * are made of them. (Fields cross these strata: the count alone knew the answers by field.)
 */
function auditedOf({ results, design, reporting, totals, scale }: Estimated): AuditedProvince {
  const roundingOf = roundingLevels(results.domains);
  const strataOf = new Map(reporting.map(({ key, responseStrata }) => [key, responseStrata]));
  return {
    nodes: results.nodes,
    domains: results.domains
      .filter(({ level }) => level !== 'field')
      .map((domain) => ({
        ...domain,
        rounding: roundingOf(domain),
        strata: strataOf.get(domain.key)!,
      })),
    strata: design.strata.map(({ respondents }, h) => ({
      weight: design.weights[h]!,
      respondents,
    })),
    design,
    stratumOf: (h) => h,
    totals: (node) => totals.get(node)!,
    scale,
    satisfiedFrom: results.method.satisfiedFrom,
    threshold: results.method.disclosureThreshold,
  };
}

/** Its numbers follow from the file, all of them: how many groups agree would be one more. */
function disclosureOf(
  estimated: Estimated,
  audit: AnswersAudit,
  { domains, nodes }: Results,
  claims: readonly Pick<Claim, 'stratum' | 'criterion'>[],
): Disclosure {
  const { strata, responseStrata, reporting, results } = estimated;
  const hidden = domains.filter(({ received }) => received === null).map(({ key }) => key);
  const counts = exposedCounts(strata, reporting, hidden, results.method.disclosureThreshold);
  const figures = domains.flatMap((domain) => domain.figures);
  const answers = audit.fallen.map(({ stratum, criterion }) => {
    return `${responseStrata[stratum]!.code} · ${criterion}`;
  });
  const follows = claims.map(({ stratum, criterion }) =>
    criterion === null ? stratum : `${stratum} · ${criterion}`,
  );
  const asked = domains.filter(({ level, invited }) => level === 'agency_field' && invited > 0);
  const criteria = nodes.filter(({ level }) => level === 'criterion');
  return {
    asked: asked.length * criteria.length,
    withheldCounts: hidden.length,
    withheldFigures: figures.filter(({ verdict }) => verdict === 'suppress-confidentiality').length,
    banded: figures.filter(({ band }) => band !== null).length,
    coarser: coarserFigures({ domains, nodes }),
    exposed: [...new Set([...counts, ...follows, ...estimated.withheld.fallen, ...answers])],
  };
}

function coarserFigures({ domains, nodes }: Pick<Results, 'domains' | 'nodes'>): number {
  const total = nodes.find(({ level }) => level === 'total')?.code;
  const roundingOf = roundingLevels(domains);
  const isCoarser = (domain: Domain, { node, step }: Figure) =>
    step !== null && step > precisionAt(rungOf(roundingOf(domain), node === total)).share;
  return domains.reduce(
    (sum, domain) => sum + domain.figures.filter((figure) => isCoarser(domain, figure)).length,
    0,
  );
}
