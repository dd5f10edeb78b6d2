import { SamplingError } from '../errors.ts';
import type { Disposition } from '../weighting/disposition.ts';
import { dispositionOf } from '../weighting/disposition.ts';
import type { Margin } from '../weighting/rake.ts';
import type { WeightedSample } from '../weighting/weight-sample.ts';
import { weightSample } from '../weighting/weight-sample.ts';
import type { CommandIo } from './command.ts';
import type { CsvTable } from './csv.ts';
import { columnOf, joinedColumns, readCsv } from './csv.ts';

/** The files of a weighted estimate: a released sample, and the frame where margins are needed. */
export type SampleFiles = Readonly<{ sample: CsvTable; frame: CsvTable | null }>;

export type StrataColumns = Readonly<{ strata: readonly string[]; collapseWithin: string }>;

export async function readSampleFiles(
  io: CommandIo,
  paths: Readonly<{ sample: string; frame?: string }>,
): Promise<SampleFiles> {
  const sample = readCsv(await io.readFile(paths.sample));
  const frame = paths.frame === undefined ? null : readCsv(await io.readFile(paths.frame));
  return { sample, frame };
}

const NAMED: readonly Disposition[] = [
  'respondent',
  'nonrespondent',
  'ineligible',
  'unknownEligibility',
];

/** A status by name, or an AAPOR code. */
const readStatus = (status: string): Disposition =>
  NAMED.find((name) => name === status) ?? dispositionOf(status);

function countBy(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** N_h by stratum: counted in the frame, or read from the sample's column N_h; one that says otherwise is refused. */
function populations({ sample, frame }: SampleFiles, strata: readonly string[], codes: string[]) {
  const column = frame ? sample.columns.get('N_h') : columnOf(sample, 'N_h', 'sample');
  const sizes = frame ? countBy(joinedColumns(frame, strata, 'frame')) : new Map<string, number>();
  codes.forEach((stratum, i) => {
    if (!column) return;
    const written = column[i]!.trim() === '' ? Number.NaN : Number(column[i]);
    const size = sizes.get(stratum) ?? written;
    if (!frame) sizes.set(stratum, size);
    if (size !== written)
      throw new SamplingError('ContradictoryFrame', `Stratum ${stratum} has two populations.`, {
        stratum,
        row: i + 2,
        populations: [size, written],
      });
  });
  return sizes;
}

/** Every unit once in a file, and a sampled unit in the frame, in the stratum that it has there. */
function checkUnits({ sample, frame }: SampleFiles, strata: readonly string[]): void {
  const strataOf = [frame, sample].map((table, f) => {
    const ids = table?.columns.get('unit_id');
    if (!table || !ids) return undefined;
    const codes = joinedColumns(table, strata, f === 0 ? 'frame' : 'sample');
    const found = new Map<string, string>();
    ids.forEach((unit, i) => {
      if (found.has(unit))
        throw new SamplingError('DuplicateUnitId', `Unit ${unit} is in a file twice.`, {
          unit,
          row: i + 2,
        });
      found.set(unit, codes[i]!);
    });
    return found;
  });
  const [ofFrame, ofSample] = strataOf;
  if (!ofFrame || !ofSample) return;
  for (const [unit, stratum] of ofSample)
    if (ofFrame.get(unit) !== stratum)
      throw new SamplingError(
        'ContradictoryFrame',
        `The frame has no unit ${unit} in ${stratum}.`,
        {
          unit,
          stratum,
          frame: ofFrame.get(unit) ?? null,
        },
      );
}

/** The agency of every stratum, for pooling; a stratum in two agencies is refused. */
function agenciesOf(tables: readonly CsvTable[], { strata, collapseWithin }: StrataColumns) {
  const agencies = new Map<string, string>();
  for (const table of tables) {
    const codes = joinedColumns(table, strata, 'sample or frame');
    const column = columnOf(table, collapseWithin, 'sample or frame');
    codes.forEach((code, i) => {
      const agency = agencies.get(code) ?? column[i]!;
      agencies.set(code, agency);
      if (agency !== column[i])
        throw new SamplingError('StratumAcrossAgencies', `Stratum ${code} lies in two agencies.`, {
          stratum: code,
          agencies: [agency, column[i]],
        });
    });
  }
  return agencies;
}

/** A weighted sample and which of its rows answered. */
export type WeighedFile = Readonly<{
  weighted: WeightedSample;
  isRespondent: (row: number) => boolean;
}>;

/**
 * Weights the units of a sample file: base weight, non-response adjustment, rule C1.
 * Throws MissingColumn, StratumAcrossAgencies, UnknownStratum, UnknownDisposition, InvalidStratum,
 * DuplicateUnitId, ContradictoryFrame.
 */
export function weighSampleFile(files: SampleFiles, columns: StrataColumns): WeighedFile {
  const { sample, frame } = files;
  const codes = joinedColumns(sample, columns.strata, 'sample');
  checkUnits(files, columns.strata);
  const agencies = agenciesOf(frame ? [frame, sample] : [sample], columns);
  const population = populations(files, columns.strata, codes);
  const status = sample.columns.get('status');
  const sampled = codes.map((stratum, i) => {
    const size = population.get(stratum);
    if (size === undefined)
      throw new SamplingError('UnknownStratum', `The frame has no stratum ${stratum}.`, {
        stratum,
      });
    return {
      stratum,
      population: size,
      disposition: status ? readStatus(status[i]!) : ('respondent' as const),
    };
  });
  return {
    weighted: weightSample(sampled, (code) => agencies.get(code)!, population),
    isRespondent: (row) => sampled[row]!.disposition === 'respondent',
  };
}

/** Margins of the frame over columns that frame and sample share. Throws UnknownCategory. */
export function frameMargins({ sample, frame }: SampleFiles, names: readonly string[]): Margin[] {
  if (!frame)
    throw new SamplingError('MissingFrame', 'Raking needs --frame: its margins are the targets.');
  return names.map((name) => {
    const counts = countBy(columnOf(frame, name, 'frame'));
    const categories = [...counts.keys()].sort();
    const position = new Map(categories.map((category, c) => [category, c]));
    const categoryOf = Int32Array.from(columnOf(sample, name, 'sample'), (category) => {
      const c = position.get(category);
      if (c === undefined)
        throw new SamplingError('UnknownCategory', `The frame has no ${name} "${category}".`, {
          margin: name,
          category,
        });
      return c;
    });
    const targets = Float64Array.from(categories, (category) => counts.get(category)!);
    return { name, categories, categoryOf, targets };
  });
}
