// The last evening of a collection: every phone opens its invitation and hands in its answers, 64 at a
// time, against one server process. Beside it, in turns, a bare handler that stores as many bytes.
import { randomUUID } from 'node:crypto';
import { repliesOf, rowsOf } from './load/figures.ts';
import type { Ask, Slice } from './load/phones.ts';
import { Phones } from './load/phones.ts';
import type { DatabaseKind, LoadedProvince } from './load/province.ts';
import { openLoadedProvince } from './load/province.ts';
import type { Sent } from './load/submissions.ts';
import { lostOrTwice, sentBy } from './load/submissions.ts';
import type { BenchRow } from './row.ts';

/** Compiled code, filled pools and the first checkpoint are not what is measured. */
const WARMING = 1000;
const SLICES = 4;
const SLICE: Readonly<Record<DatabaseKind, number>> = { PostgreSQL: 1000, embedded: 300 };

export async function measure(): Promise<BenchRow[]> {
  return [...(await measureOn('PostgreSQL')), ...(await measureOn('embedded'))];
}

async function measureOn(kind: DatabaseKind): Promise<BenchRow[]> {
  const province = await openLoadedProvince(kind, WARMING + SLICES * SLICE[kind]);
  try {
    const sent = province.campaign.invitations.map(sentBy);
    const slices = await slicesOf(province, sent, SLICE[kind]);
    const lost = await lostOrTwice(province, sent, repliesOf(slices.submitted));
    return rowsOf(kind, { ...slices, lost }, kind === 'PostgreSQL');
  } finally {
    await province.close();
  }
}

/** Ours and the bare one take turns, so that whatever else the machine does meets both. */
async function slicesOf({ campaign, port, barePort }: LoadedProvince, sent: Sent[], size: number) {
  const phones = new Phones(port);
  const bare = barePort === undefined ? undefined : new Phones(barePort);
  const slices = { opened: [] as Slice[], submitted: [] as Slice[], bare: [] as Slice[] };
  for (let from = 0, to = WARMING; from < sent.length; from = to, to += size) {
    const some = sent.slice(from, to);
    const tokens = campaign.invitations.slice(from, to).map(({ token }) => token);
    if (bare) slices.bare.push(await bare.send(some.map(bareAsk)));
    slices.opened.push(await phones.send(tokens.map((token) => post('/api/invitation', token))));
    await phones.send(tokens.map((token) => post('/api/invitation/start', token)));
    slices.submitted.push(await phones.send(some.map(({ ask }) => ask)));
  }
  phones.close();
  bare?.close();
  return slices;
}

const post = (path: string, token: string): Ask => ({ method: 'POST', path, body: { token } });
const bareAsk = ({ ask }: Sent): Ask => ({ ...ask, path: `/bare/${randomUUID()}` });
