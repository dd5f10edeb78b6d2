import { setTimeout as pause } from 'node:timers/promises';
import type { Ask, Reply } from '../load/phones.ts';
import { Phones } from '../load/phones.ts';
import type { Sent } from '../load/submissions.ts';

export interface Felt {
  /** In the order in which citizens came; the last reply of each. */
  readonly receipts: Reply[];
  /** Milliseconds of page, invitation, start and submission, since they were last looked at. */
  times: number[];
  came: number;
  failed: number;
}

/** A citizen who finds all of these lines busy comes a moment later: a slow machine has fewer citizens, not a longer queue. */
const AT_ONCE = 64;

/** A citizen each few milliseconds, each on a connection of its own, until the time is over or nobody is left. */
export async function citizensUntil(
  end: number,
  { port, everyMs }: { readonly port: number; readonly everyMs: number },
  people: readonly { readonly token: string; readonly sent: Sent }[],
  felt: Felt,
): Promise<void> {
  const inside = new Set<Promise<void>>();
  for (const { token, sent } of people) {
    if (performance.now() >= end) break;
    const place = felt.came++;
    const visit = visitOf(port, token, sent, felt)
      .then((receipt) => {
        felt.receipts[place] = receipt;
      })
      .finally(() => inside.delete(visit));
    inside.add(visit);
    await pause(everyMs);
    if (inside.size >= AT_ONCE) await Promise.race(inside);
  }
  await Promise.all(inside);
}

/** As the page does: the submission is sent again, under its own id, until there is a receipt. */
async function visitOf(port: number, token: string, sent: Sent, felt: Felt): Promise<Reply> {
  const phone = new Phones(port, 1);
  const ask = async (wanted: Ask): Promise<Reply> => {
    const { replies, milliseconds } = await phone.send([wanted]);
    felt.times.push(milliseconds[0]!);
    if (replies[0]!.status !== 200) felt.failed += 1;
    return replies[0]!;
  };
  await ask({ method: 'GET', path: `/${token}` });
  await ask({ method: 'POST', path: '/api/invitation', body: { token } });
  await ask({ method: 'POST', path: '/api/invitation/start', body: { token } });
  let receipt = await ask(sent.ask);
  for (let again = 0; receipt.status !== 200 && again < 100; again += 1) {
    await pause(200);
    receipt = await ask(sent.ask);
  }
  phone.close();
  return receipt;
}
