// Outside truth: R survey 4.1.1 on the synthetic province, through the command line as an analyst
// uses it: estimates.expected.json (direct, raked, contrast), weights.expected.csv,
// weights_raked.expected.csv and two_waves.expected.json, tolerance 1e-9.
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '#sampling/cli.ts';
import { golden } from './golden.ts';
import { referenceJson } from './synthetic-province.ts';

type Row = Readonly<Record<string, number | null>> & Readonly<{ domain: string; name: string }>;
type Bounds = readonly [number, number] | null;
type EstimateRow = Readonly<{
  variable: string;
  domain: Record<string, string>;
  value: number;
  se: number;
  df: number;
  n: number;
  nEffective: number | null;
  deff: number;
  intervals: Record<string, Bounds>;
  publish: string;
}>;

async function run(command: string, files: readonly string[], request: unknown) {
  const [out, err]: [string[], string[]] = [[], []];
  const exit = await runCommandLine([command, ...files], {
    readInput: async () => JSON.stringify(request),
    readFile: async (path) => golden(`synthetic/${path}`),
    readExact: async (path) => golden(`synthetic/${path}`),
    readPieces: () => {
      throw new Error('these commands read whole files');
    },
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
  });
  return { exit, text: out.join(''), messages: err.join('') };
}

const FILES = ['--frame', 'frame.csv', '--sample', 'sample.csv'];
const DESIGN = { strata: ['commune', 'field'], collapseWithin: 'commune' };
const SAT = { name: 'sat', column: 'overall', atLeast: 4 };
const SCORE = { name: 'score', column: 'overall', scale: [-25, 25] };
const ITEMS = {
  name: 'index_items',
  columns: ['q1', 'q2', 'q3', 'q4', 'q5'],
  atLeast: 4,
  pooled: true,
};
const expected = referenceJson<Record<string, Row[]>>('synthetic/estimates.expected.json');

const close = (got: number | null | undefined, want: number | null, label: string) => {
  if (want === null) expect(got, label).toBeNull();
  else expect(Math.abs(got! - want), label).toBeLessThanOrEqual(1e-9 + 1e-9 * Math.abs(want));
};

const closeBounds = (got: Bounds, row: Row, name: string) => {
  close(got?.[0] ?? null, row[`${name}_l`]!, `${row.domain} ${name}`);
  close(got?.[1] ?? null, row[`${name}_u`]!, `${row.domain} ${name}`);
};

describe('estimate', () => {
  it('reproduces every table of the reference', async () => {
    const domains = [[], ['commune'], ['field'], ['channel'], ['field', 'channel']];
    const { exit, text } = await run('estimate', FILES, {
      ...DESIGN,
      variables: [SAT, SCORE, ITEMS],
      domains,
      level: 0.95,
      contrasts: [['field', 'F1', 'F3']],
    });
    expect(exit).toBe(0);
    const { estimates, contrasts } = JSON.parse(text) as {
      estimates: EstimateRow[];
      contrasts: EstimateRow[];
    };
    const tables = ['province', 'by_commune', 'by_field', 'by_channel', 'by_field_channel'];
    const rows = tables.flatMap((table) => expected[table]!);
    expect(estimates).toHaveLength(3 * rows.length);
    const find = (variable: string, domain: string) =>
      estimates.find(
        (estimate) =>
          estimate.variable === variable &&
          (Object.values(estimate.domain).join('|') || 'ALL') === domain,
      )!;
    for (const row of rows) {
      const sat = find('sat', row.domain);
      close(sat.value, row.sat!, row.domain);
      close(sat.se, row.sat_se!, row.domain);
      close(sat.nEffective, row.n_eff!, row.domain);
      close(sat.deff, row.kish_deff!, row.domain);
      expect([sat.df, sat.n]).toEqual([row.df, row.n_respondents]);
      closeBounds(sat.intervals.wilson!, row, 'wilson');
      closeBounds(sat.intervals.logit!, row, 'xlogit');
      if (row.degenerate_cp_l === null) closeBounds(sat.intervals.kornGraubard!, row, 'kg');
      else closeBounds(sat.intervals.clopperPearson!, row, 'degenerate_cp');
      close(find('score', row.domain).value, row.score!, row.domain);
      close(find('score', row.domain).se, row.score_se!, row.domain);
      close(find('index_items', row.domain).value, row.index_items!, row.domain);
      close(find('index_items', row.domain).se, row.index_items_se!, row.domain);
    }
    const [contrast] = expected.contrast_F1_F3!;
    expect(contrasts[0]).toMatchObject({ variable: 'sat', df: contrast!.df });
    close(contrasts[0]!.value, contrast!.estimate!, 'contrast');
    close(contrasts[0]!.se, contrast!.se!, 'contrast');
  });

  it('raked to the frame, it gives the standard errors of the calibration residuals', async () => {
    const { text } = await run('estimate', FILES, {
      ...DESIGN,
      variables: [SAT, ITEMS],
      domains: [[], ['field']],
      rake: ['channel', 'age_group', 'field'],
    });
    const { estimates } = JSON.parse(text) as { estimates: EstimateRow[] };
    const raked = expected.raked as unknown as Record<string, Row[]>;
    const rowsOf = (variable: string) =>
      estimates.filter((estimate) => estimate.variable === variable);
    const wanted = [...raked.sat!, ...raked.sat_by_field!];
    rowsOf('sat').forEach((row, k) => {
      close(row.value, wanted[k]!.estimate!, wanted[k]!.name);
      close(row.se, wanted[k]!.se!, wanted[k]!.name);
    });
    close(rowsOf('index_items')[0]!.value, raked.index_items![0]!.estimate!, 'index_items');
    close(rowsOf('index_items')[0]!.se, raked.index_items![0]!.se!, 'index_items');
  });

  it('says which figures of a ward may be published', async () => {
    const { text } = await run('estimate', FILES, {
      ...DESIGN,
      variables: [SAT],
      domains: [[], ['commune']],
    });
    const { estimates } = JSON.parse(text) as { estimates: EstimateRow[] };
    expect(estimates[0]!.publish).toBe('show');
    for (const row of estimates.filter(({ n }) => n < 30))
      expect(row.publish).toMatch(/^suppress-/);
    expect(estimates.filter(({ n }) => n < 5).map(({ publish }) => publish)).toContain(
      'suppress-confidentiality',
    );
  });

  it.each([
    ['BadRequest', { ...DESIGN }],
    ['MissingColumn', { ...DESIGN, variables: [{ name: 'a', column: 'none' }] }],
    ['BadAnswer', { ...DESIGN, variables: [{ name: 'a', column: 'village' }] }],
    ['UnknownDomain', { ...DESIGN, variables: [SAT], contrasts: [['field', 'F1', 'F99']] }],
    ['StratumAcrossAgencies', { strata: ['field'], collapseWithin: 'commune', variables: [SAT] }],
    ['ImpossibleInterval', { ...DESIGN, variables: [SAT], level: 95 }],
  ])('refuses with %s what it cannot answer', async (name, request) => {
    const { exit, text } = await run('estimate', FILES, request);
    expect(exit).toBe(2);
    expect(JSON.parse(text)).toMatchObject({ error: name });
  });
});

const table = (text: string) => {
  const [header, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return new Map(
    lines.map((fields) => [fields[0], Object.fromEntries(header!.map((h, k) => [h, fields[k]!]))]),
  );
};

describe('weight', () => {
  it('reproduces the response cells, factors and weights, and the raked weights', async () => {
    const { exit, text, messages } = await run('weight', FILES, {
      ...DESIGN,
      rake: ['channel', 'age_group', 'field'],
    });
    expect(exit).toBe(0);
    expect(messages).toMatch(/Kish effect: w 1\.41/);
    expect(messages).toMatch(/weighted response rate 0\.\d+, R-indicator 0\.\d+/);
    const weights = table(text);
    const wanted = table(golden('synthetic/weights.expected.csv'));
    expect([...weights.keys()].sort()).toEqual([...wanted.keys()].sort());
    for (const [unit, row] of wanted) {
      const got = weights.get(unit)!;
      expect([got.vs, got.N_vs]).toEqual([row.vs, row.N_vs]);
      close(Number(got.nr_factor), Number(row.nr_factor), unit!);
      close(Number(got.w), Number(row.w), unit!);
    }
    for (const [unit, row] of table(golden('synthetic/weights_raked.expected.csv')))
      close(Number(weights.get(unit)!.w_raked), Number(row.w_raked), unit!);
  });

  it('calibrates within bounds and trims, keeping the totals', async () => {
    const { text } = await run('weight', FILES, {
      ...DESIGN,
      calibrate: { columns: ['channel', 'age_group'], method: 'logit', bounds: [0.7, 1.5] },
      trim: { cap: 25 },
    });
    const rows = [...table(text).values()];
    const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0);
    close(sum('w_calibrated'), 20_124, 'frame size');
    close(sum('w_trimmed'), 20_124, 'frame size');
    for (const row of rows.filter(({ w }) => Number(w) > 0)) {
      expect(Number(row.w_trimmed)).toBeLessThanOrEqual(25);
      const factor = Number(row.w_calibrated) / Number(row.w);
      expect(factor).toBeGreaterThanOrEqual(0.7);
      expect(factor).toBeLessThanOrEqual(1.5);
    }
  });
});

describe('change', () => {
  it('reproduces the change of the province and of eight communes', async () => {
    const wanted = referenceJson<Record<'all' | 'by_commune', Record<string, number>[]>>(
      'synthetic/two_waves.expected.json',
    );
    for (const [request, rows] of [
      [{}, wanted.all],
      [{ by: 'commune' }, wanted.by_commune],
    ] as const) {
      const { text } = await run('change', ['--waves', 'two_waves.csv'], request);
      const { changes } = JSON.parse(text);
      expect(changes).toHaveLength(rows.length);
      rows.forEach((row, k) => {
        const got = changes[k];
        expect(got.domain.commune).toBe(row.commune);
        for (const [name, value] of [
          ['p1', got.first],
          ['p2', got.second],
          ['diff', got.value],
          ['V1', got.variances[0]],
          ['V2', got.variances[1]],
          ['cov', got.covariance],
          ['se', got.se],
          ['se_if_independent', got.seIfIndependent],
        ] as const)
          close(value, row[name]!, `${row.commune} ${name}`);
        expect(got.overlap).toBe(row.overlap);
      });
    }
  });
});
