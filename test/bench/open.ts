// The evening after the slips were carried out: links are opened and codes typed, fifty at a time, against
// one server process; submissions in turns beside them, so that whatever else the machine does meets all.
import { build } from '../../server/build-client.ts';
import { figureRows, figuresOf, repliesOf } from './load/figures.ts';
import type { Ask, Slice } from './load/phones.ts';
import { Phones } from './load/phones.ts';
import type { DatabaseKind } from './load/province.ts';
import { openLoadedProvince } from './load/province.ts';
import { sentBy } from './load/submissions.ts';
import type { BenchRow } from './row.ts';

const AT_A_TIME = 50;
/** The first slice warms up and is not measured. */
const SLICES = 5;
const SLICE = 500;

export async function measure(): Promise<BenchRow[]> {
  await build();
  return [...(await measureOn('PostgreSQL')), ...(await measureOn('embedded'))];
}

async function measureOn(kind: DatabaseKind): Promise<BenchRow[]> {
  const { campaign, port, close } = await openLoadedProvince(kind, SLICES * SLICE);
  const phones = new Phones(port, AT_A_TIME);
  const { invitations } = campaign;
  const sent = invitations.map(sentBy);
  const asks: Readonly<Record<string, (nth: number) => Ask>> = {
    'pages of a link': (nth) => ({ method: 'GET', path: `/${invitations[nth]?.token}` }),
    'invitations opened': (nth) => post('/api/invitation', { token: invitations[nth]?.token }),
    'codes typed': (nth) => post('/api/invitation/code', { code: invitations[nth]?.code }),
    submissions: (nth) => sent[nth]!.ask,
  };
  const slices = new Map<string, Slice[]>(Object.keys(asks).map((label) => [label, []]));
  try {
    for (let from = 0; from < SLICES * SLICE; from += SLICE) {
      const some = Array.from({ length: SLICE }, (_, nth) => from + nth);
      for (const [label, ask] of Object.entries(asks))
        slices.get(label)?.push(await phones.send(some.map(ask)));
    }
  } finally {
    phones.close();
    await close();
  }
  return rowsOf(kind, slices);
}

const post = (path: string, body: object): Ask => ({ method: 'POST', path, body });

function rowsOf(kind: DatabaseKind, slices: ReadonlyMap<string, Slice[]>): BenchRow[] {
  const failed = [...slices.values()].flatMap(repliesOf).filter(({ status }) => status !== 200);
  return [
    ...[...slices].flatMap(([label, parts]) => {
      const goals = label === 'submissions' ? {} : { p95: '≤ 100' };
      return figureRows(`${kind}: ${label}`, figuresOf(parts), goals);
    }),
    {
      label: `${kind}: requests that failed`,
      measured: failed.length,
      goal: '≤ 0',
      unit: 'requests',
    },
  ];
}
