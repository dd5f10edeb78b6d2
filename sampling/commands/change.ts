import { SamplingError } from '../errors.ts';
import type { ChangeOptions, MeasuredUnit } from '../estimation/change.ts';
import { estimateChange } from '../estimation/change.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import type { CsvTable } from './csv.ts';
import { columnOf, readCsv } from './csv.ts';
import type { JsonObject } from './request-shape.ts';
import { numberAt, textAt } from './request-shape.ts';

export const command: Command = {
  summary: 'Change of a share or mean between two waves whose samples may overlap.',
  usage: `npm run -s sampling -- change --waves two_waves.csv [< request.json]
  One row per unit measured in either wave: stratum, N_h, y1, y2; a wave without an answer is empty.
  "by": column whose values are estimated apart (default: all together), "level": 0.95
  "collapseWithin": column inside which strata with one agency may be pooled (rule C1)
  Answers {changes: [{domain, first, second, value, se, covariance, overlap, interval, ...}]}.`,
  example: `echo '{"by":"commune"}' | npm run -s sampling -- change --waves two_waves.csv`,
  async run(args, io) {
    const { waves } = readOptions(args, ['waves']);
    const request = await readRequest(io, ['by', 'level', 'collapseWithin']);
    const table = readCsv(await io.readFile(waves));
    const within = optionalText(request, 'collapseWithin');
    const options = {
      level: numberAt(request, 'level') ?? 0.95,
      ...(within === null ? {} : { collapseWithin: agenciesOf(table, within) }),
    };
    printResult(io, { changes: changesBy(table, optionalText(request, 'by'), options) });
    return 0;
  },
};

const optionalText = (request: JsonObject, name: string) =>
  request[name] === undefined || request[name] === null ? null : textAt(request, name);

/** The value of a column for every stratum. */
function agenciesOf(table: CsvTable, name: string): (code: string) => string {
  const strata = columnOf(table, 'stratum', 'waves');
  const column = columnOf(table, name, 'waves');
  const units = new Map(strata.map((code, i) => [code, column[i]!]));
  return (code) => units.get(code)!;
}

function measurement(text: string, row: number): number | null {
  if (text.trim() === '' || text.trim() === 'NA') return null;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new SamplingError('BadAnswer', `"${text}" is no number.`, { row: row + 2, value: text });
}

function readWaves(table: CsvTable) {
  const [strata, sizes, y1, y2] = ['stratum', 'N_h', 'y1', 'y2'].map((name) =>
    columnOf(table, name, 'waves'),
  );
  const units = Array.from(
    { length: table.rows },
    (_, i): MeasuredUnit => ({
      stratum: strata![i]!,
      first: measurement(y1![i]!, i),
      second: measurement(y2![i]!, i),
    }),
  );
  const populations = new Map<string, number>();
  strata!.forEach((stratum, i) => {
    const size = Number(sizes![i]!.trim() || Number.NaN);
    if ((populations.get(stratum) ?? size) !== size)
      throw new SamplingError('ContradictoryFrame', `Stratum ${stratum} has two populations.`, {
        stratum,
        row: i + 2,
      });
    populations.set(stratum, size);
  });
  const ids = table.columns.get('unit_id') ?? [];
  if (new Set(ids).size !== ids.length)
    throw new SamplingError('DuplicateUnitId', 'A unit is in the file twice.', {
      unit: ids.find((unit, i) => ids.indexOf(unit) !== i),
    });
  return { units, populations };
}

function changesBy(table: CsvTable, by: string | null, options: ChangeOptions) {
  const { units, populations } = readWaves(table);
  if (by === null) return [{ domain: {}, ...estimateChange(units, populations, options) }];
  const column = columnOf(table, by, 'waves');
  const rows = Map.groupBy(units.keys(), (i) => column[i]!);
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, members]) => {
      const change = estimateChange(
        members.map((i) => units[i]!),
        populations,
        options,
      );
      return { domain: { [by]: value }, ...change };
    });
}
