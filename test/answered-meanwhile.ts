import type { LightMyRequestResponse } from 'fastify';
import type { Office } from './office.ts';

/** How often others are answered, one after the other, while the server works at somebody's request. */
export async function answeredMeanwhile(
  office: Office,
  ask: () => Promise<LightMyRequestResponse>,
): Promise<{ reply: LightMyRequestResponse; answered: number }> {
  let isDone = false;
  const asking = ask().finally(() => {
    isDone = true;
  });
  let answered = 0;
  for (; !isDone; answered += 1) {
    const { statusCode } = await office.nobody.send('GET', '/api/campaigns/none');
    if (statusCode !== 401) throw new Error(`refused with ${statusCode}`);
    await new Promise(setImmediate);
  }
  return { reply: await asking, answered };
}
