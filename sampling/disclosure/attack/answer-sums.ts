import type { Ineligible, World } from './agency-worlds.ts';
import { worldsOf } from './agency-worlds.ts';
import { determined } from './determined.ts';
import { emptySums } from './empty-sums.ts';
import type { AnswerCell } from './figure-rows.ts';
import { figureRows } from './figure-rows.ts';
import type { Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';
import type { AttackOptions, Claim } from './publication.ts';
import type { Publication, PublishedDomain, PublishedFigure } from './published-file.ts';

/** A stratum whose weight and respondents a reader knows; of the others only how many people they represent. */
interface Stratum {
  readonly domain: PublishedDomain;
  readonly weight: number;
  /** Answers at most; for an unknown weight, weighted answers. */
  readonly most: number;
  readonly isKnown: boolean;
}

export interface AttackedAnswers {
  readonly claims: readonly Claim[];
  /**
   * Criteria for which no answers give the printed shares under the rules that the attacker assumes
   * (nobody was found ineligible, unless it is known who was): nothing was learnt of them, and nothing proved either.
   */
  readonly unexplained: readonly string[];
}

/**
 * Answers of small strata, and groups that agree, that follow from the printed shares, means and middles of intervals
 * of agencies, fields and the province together.
 * @param publication the published file
 * @param options half of the last printed digit, in shares, and what the attacker knows besides
 * Hundepool et al. (2012, §4.3.1): the audit by linear programmes.
 */
export async function attackAnswers(
  publication: Publication,
  { half = 1e-9, ineligible, pause }: AttackOptions = {},
): Promise<AttackedAnswers> {
  const strata = strataOf(publication, ineligible);
  const claims: Claim[] = [];
  const unexplained: string[] = [];
  for (const { code, level } of publication.nodes) {
    if (level !== 'criterion') continue;
    await pause?.();
    const found = await attackCriterion(publication, strata, code, half);
    if (found) claims.push(...found);
    else unexplained.push(code);
  }
  return { claims, unexplained };
}

function strataOf({ domains, method }: Publication, ineligible: Ineligible | undefined): Stratum[] {
  return domains
    .filter(({ level }) => level === 'agency')
    .flatMap((agency) => {
      const own = domains.filter(
        ({ level, agencyCode, invited }) =>
          level === 'agency_field' && agencyCode === agency.agencyCode && invited > 0,
      );
      const worlds = worldsOf(own, agency, method.disclosureThreshold, ineligible);
      return own.map((domain, h) =>
        stratumOf(domain, h, worlds?.length === 1 ? worlds[0] : undefined),
      );
    });
}

function stratumOf(domain: PublishedDomain, h: number, world: World | undefined): Stratum {
  if (!world) return { domain, weight: 1, most: domain.population, isKnown: false };
  const group = world.groups.findIndex((members) => members.includes(h));
  return { domain, weight: world.weights[group]!, most: world.respondents[h]!, isKnown: true };
}

async function attackCriterion(
  publication: Publication,
  strata: readonly Stratum[],
  criterion: string,
  half: number,
): Promise<Claim[] | undefined> {
  const printed = publication.domains.flatMap((domain) => {
    const figure = domain.figures.find(({ node }) => node === criterion);
    return figure?.distribution || figure?.band ? [{ domain, figure }] : [];
  });
  const values = printed.find(({ figure }) => figure.distribution)?.figure.distribution?.length;
  if (!values) return [];
  const column = (stratum: number, value: number) => stratum * values + value;
  const scale = Array.from({ length: values }, (_, value) => value);
  const bounds = strata.flatMap(({ most }) => scale.map(() => most));
  const { satisfiedFrom } = publication.method;
  const rows = [
    ...strata.map(({ most }, s): Row => {
      return { least: 0, greatest: most, parts: scale.map((value) => [column(s, value), 1]) };
    }),
    ...printed.flatMap(({ domain, figure }) => {
      const members = [...strata.keys()].filter((s) => isIn(domain, strata[s]!.domain));
      const cells = members.flatMap((s) =>
        scale.map((value) => ({ column: column(s, value), value, weight: strata[s]!.weight })),
      );
      const isKnown = members.every((s) => strata[s]!.isKnown);
      const sums = scale.map((value) => ({ column: bounds.length + value, value, weight: 1 }));
      bounds.push(...scale.map(() => Number.POSITIVE_INFINITY));
      return [
        ...sums.map((sum) => sumRow(sum, cells)),
        ...figureRows(figure, sums, values, satisfiedFrom, half),
        ...(isKnown ? countRows(figure, cells) : []),
      ];
    }),
  ];
  const targets = askedOf(strata, scale, publication.method);
  const columnsOf = ({ stratum, among }: AskedAnswers) =>
    among.map((value) => column(stratum, value));
  const empty = await emptySums(bounds, rows, targets.map(columnsOf));
  if (!empty) return undefined;
  const single = singleOf(strata, scale, publication.method);
  // In fractions: the search for whole numbers between so many shares does not end in hours.
  const known =
    single.length > 0 &&
    (await LinearProgram.open(bounds, rows, (program) =>
      determined(program, bounds.length, single.map(columnsOf)),
    ));
  return [
    ...(known ? answersFrom(strata, single, known, criterion) : []),
    ...agreementFrom(strata, targets, empty, criterion),
  ];
}

/** What a reader wants to know of a stratum: how many of its answers have one of these values. */
interface AskedAnswers {
  readonly stratum: number;
  /** Positions on the scale. */
  readonly among: readonly number[];
}

const knownStrata = (strata: readonly Stratum[]): number[] =>
  [...strata.keys()].filter((s) => strata[s]!.isKnown && strata[s]!.most > 0);

/** Whether nobody is unsatisfied, and whether nobody is satisfied. */
const askedOf = (
  strata: readonly Stratum[],
  scale: readonly number[],
  { satisfiedFrom }: Publication['method'],
): AskedAnswers[] =>
  knownStrata(strata).flatMap((stratum) => [
    { stratum, among: scale.slice(0, satisfiedFrom - 1) },
    { stratum, among: scale.slice(satisfiedFrom - 1) },
  ]);

/** Of few people how many gave each value. */
const singleOf = (
  strata: readonly Stratum[],
  scale: readonly number[],
  { disclosureThreshold: few }: Publication['method'],
): AskedAnswers[] =>
  knownStrata(strata)
    .filter((stratum) => strata[stratum]!.most < few)
    .flatMap((stratum) => scale.map((value) => ({ stratum, among: [value] })));

const nameOf = ({ domain: { agencyCode, fieldCode } }: Stratum) => `${agencyCode}.${fieldCode}`;

const byStratum = (targets: readonly AskedAnswers[]) =>
  Map.groupBy(targets.keys(), (target) => targets[target]!.stratum);

const answersFrom = (
  strata: readonly Stratum[],
  single: readonly AskedAnswers[],
  known: ReadonlyMap<number, number>,
  criterion: string,
): Claim[] =>
  [...byStratum(single)].flatMap(([s, own]): Claim[] => {
    const value = own.flatMap((target) => known.get(target) ?? []);
    if (value.length < own.length || !value.some(Boolean)) return [];
    return [{ kind: 'answers', stratum: nameOf(strata[s]!), criterion, value }];
  });

const agreementFrom = (
  strata: readonly Stratum[],
  targets: readonly AskedAnswers[],
  empty: ReadonlySet<number>,
  criterion: string,
): Claim[] =>
  [...byStratum(targets)].flatMap(([s, [against, inFavour]]): Claim[] => {
    const [nobodyAgainst, nobodyInFavour] = [empty.has(against!), empty.has(inFavour!)];
    if (nobodyAgainst === nobodyInFavour) return [];
    const value = Number(nobodyAgainst);
    return [{ kind: 'unanimous', stratum: nameOf(strata[s]!), criterion, value }];
  });

const isIn = (whole: PublishedDomain, part: PublishedDomain): boolean =>
  (whole.agencyCode === null || whole.agencyCode === part.agencyCode) &&
  (whole.fieldCode === null || whole.fieldCode === part.fieldCode);

/**
 * The weighted answers of one value are a column of their own: each of a figure's numbers says something of a few such sums, not
 * of thousands of answers. With rows over all answers the solver took three times as long.
 */
const sumRow = (sum: AnswerCell, cells: readonly AnswerCell[]): Row => ({
  least: 0,
  greatest: 0,
  parts: [
    [sum.column, -1],
    ...cells.flatMap(({ column, value, weight }): [number, number][] =>
      value === sum.value ? [[column, weight]] : [],
    ),
  ],
});

/** How many answers there are. */
const countRows = ({ validAnswers }: PublishedFigure, cells: readonly AnswerCell[]): Row[] =>
  validAnswers === null
    ? []
    : [
        {
          least: validAnswers,
          greatest: validAnswers,
          parts: cells.map(({ column }) => [column, 1]),
        },
      ];
