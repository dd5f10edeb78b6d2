import type { Change } from '#contract/changes.ts';
import { codesToday } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';
import type { ShownYear, YearPoint, YearSeries, Years } from '#contract/years.ts';
import { changesOfParts } from '#sampling/ranking/changes-of-parts.ts';
import { changeWord } from './changes.ts';
import { matchedNodes } from './matched-nodes.ts';
import { publishedShares } from './published-shares.ts';
import { earlierParts } from './rearrangements/earlier-parts.ts';
import { joinedShare } from './rearrangements/joined-share.ts';
import { tableOfToday } from './rearrangements/table-of-today.ts';
import type { MatchedFigure, WavePoint } from './table-points.ts';
import { placeKey, pointOfJoined, tablePoints } from './table-points.ts';

/** A table of an earlier year as it was brought in. */
export interface EarlierYear {
  readonly year: number;
  readonly source: string;
  readonly publishedOn: string | null;
  readonly method: string | null;
  /** The version to whose criteria it was matched. */
  readonly questionnaireVersion: string;
  readonly figures: readonly MatchedFigure[];
}

interface Wave extends Omit<ShownYear, 'hasErrors'> {
  readonly points: ReadonlyMap<string, WavePoint>;
}

/** Series of at least so many years. */
const FEWEST = 2;

/**
 * A publication beside those of earlier years and beside tables that were published elsewhere, all of them public. A
 * year that was counted here has its own publication. Of a round with other questions what was asked alike is shown.
 */
export function yearsOf(
  later: Results,
  publications: readonly Results[],
  tables: readonly EarlierYear[],
): Omit<Years, 'edition'> {
  const rounds = publications
    .map((earlier, place) => waveOfRound(earlier, [later, ...publications.slice(0, place + 1)]))
    .filter(({ points }) => points.size > 0);
  const total = later.nodes.find(({ level }) => level === 'total')?.code ?? '';
  const threshold = later.method.disclosureThreshold;
  const waves = [
    ...Map.groupBy(
      tables.map((table) => {
        const newer = publications.filter(({ year }) => year > table.year);
        return tableOfToday(matchedTable(table, later), [later, ...newer]);
      }),
      ({ year }) => year,
    )
      .values()
      .map((ofYear) => waveOfTables(ofYear, total, threshold))
      .filter(({ points, withheld }) => points.size + withheld > 0),
    ...rounds,
  ].sort((first, second) => first.year - second.year);
  if (waves.length === 0) return { campaignId: later.campaignId, total, years: [], series: [] };
  waves.push(waveOfRound(later, [later]));
  return {
    campaignId: later.campaignId,
    total,
    years: waves.map(({ points, ...wave }) => ({
      ...wave,
      hasErrors: [...points.values()].some(({ low }) => low !== null),
    })),
    series: seriesOf(later, waves),
  };
}

/** Under another version the criteria alone: what a table's factors and total consist of is not known. */
function matchedTable(table: EarlierYear, { nodes, method }: Results): EarlierYear {
  if (table.questionnaireVersion === method.questionnaireVersion) return table;
  const today = codesToday(nodes, table.questionnaireVersion);
  const figures = table.figures.flatMap((figure) => {
    const nodeCode = today.get(figure.nodeCode);
    return nodeCode === undefined ? [] : [{ ...figure, nodeCode }];
  });
  return { ...table, figures };
}

/** One table may have the agencies and another the criteria; of a figure in both the newer table's is taken. */
function waveOfTables(tables: readonly EarlierYear[], total: string, threshold: number): Wave {
  const read = tables.map(({ figures }) => tablePoints(figures, total, threshold));
  const words = (texts: readonly (string | null)[]) =>
    [...new Set(texts.filter((text) => text !== null))].join('; ');
  const days = tables.map(({ publishedOn }) => publishedOn);
  return {
    year: tables[0]!.year,
    kind: 'table',
    name: words(tables.map(({ source }) => source)),
    publishedOn: tables.length === 1 ? days[0]! : null,
    method: words(tables.map(({ method }) => method)) || null,
    withheld: read.reduce((sum, { withheld }) => sum + withheld, 0),
    points: new Map(read.toReversed().flatMap(({ points }) => [...points])),
  };
}

/** Its points by the nodes and agencies of the first of the rounds, of which it is the last. */
function waveOfRound(results: Results, rounds: readonly Results[]): Wave {
  const later = rounds[0]!;
  const nodes = new Map([...matchedNodes(results, later)].map(([code, before]) => [before, code]));
  const shareOf = publishedShares(results);
  const points = new Map<string, WavePoint>();
  for (const domain of results.domains) {
    if (domain.level !== 'province' && domain.level !== 'agency') continue;
    if (domain.agencyCode !== null && earlierParts(rounds, domain.agencyCode)) continue;
    for (const { node, index, step, low, high, respondents } of domain.figures) {
      const today = nodes.get(node);
      if (index === null || today === undefined) continue;
      const measured = shareOf(domain, node);
      const point = { index, step: step ?? 0, low, high, respondents, parts: [], measured };
      points.set(placeKey(domain.agencyCode, today), point);
    }
  }
  for (const [key, point] of joinedPoints(results, rounds, nodes)) points.set(key, point);
  const { campaignName: name, year } = results;
  return { year, kind: 'round', name, publishedOn: null, method: null, withheld: 0, points };
}

/** Of agencies that hold several of an earlier round, or one under another code. */
function joinedPoints(
  results: Results,
  rounds: readonly Results[],
  nodes: ReadonlyMap<string, string>,
): [string, WavePoint][] {
  const shareOf = publishedShares(results);
  return rounds[0]!.domains.flatMap(({ level, agencyCode }) => {
    const parts = level === 'agency' ? earlierParts(rounds, agencyCode ?? '') : undefined;
    if (!parts) return [];
    const received = new Map(results.domains.map((domain) => [domain.agencyCode, domain.received]));
    const labels = parts.map(({ code, name }) => ({
      label: name,
      respondents: received.get(code) ?? 0,
    }));
    return [...nodes].flatMap(([node, today]): [string, WavePoint][] => {
      const share = joinedShare(results, parts, node, shareOf);
      if (!share) return [];
      return [[placeKey(agencyCode, today), pointOfJoined(share, share.printedStep, labels)]];
    });
  });
}

/** Of the province every node, of an agency every node but criteria. */
function seriesOf(later: Results, waves: readonly Wave[]): YearSeries[] {
  const broad = later.nodes.filter(({ level }) => level !== 'criterion');
  const places = later.domains.flatMap(({ level, agencyCode, name }) => {
    if (level !== 'province' && level !== 'agency') return [];
    const nodes = level === 'province' ? later.nodes : broad;
    return nodes.map(({ code }) => ({ agencyCode, name, node: code }));
  });
  const changes = waves.map((wave, k) => changesSince(waves[k - 1], wave, places));
  return places.flatMap((place) => {
    const key = placeKey(place.agencyCode, place.node);
    const points = waves.flatMap(({ year, points: all }, k): YearPoint[] => {
      const point = all.get(key);
      if (!point) return [];
      const { measured: _, ...shown } = point;
      return [{ year, ...shown, change: changes[k]?.get(key) ?? null }];
    });
    return points.length < FEWEST ? [] : [{ ...place, points }];
  });
}

type Place = Pick<YearSeries, 'agencyCode' | 'node'>;

/** The province's nodes are one family of comparisons, the agencies on each node another. */
function changesSince(
  before: Wave | undefined,
  wave: Wave,
  places: readonly Place[],
): Map<string, Change['change']> {
  const pairs = places.flatMap(({ agencyCode, node }) => {
    const area = placeKey(agencyCode, node);
    const earlier = before?.points.get(area)?.measured;
    const later = wave.points.get(area)?.measured;
    return earlier && later
      ? [{ area, family: agencyCode === null ? '' : node, earlier, later }]
      : [];
  });
  const families = [...Map.groupBy(pairs, ({ family }) => family).values()];
  return new Map(
    families.flatMap((family) =>
      [...changesOfParts(family)].map(([area, { tier }]) => [area, changeWord(tier)] as const),
    ),
  );
}
