import type { FastifyInstance } from 'fastify';
import type { CodePass } from '#contract/opening.ts';
import { enterCode } from '#contract/opening.ts';
import { CODE_DIGITS } from '#contract/slip-code.ts';
import { checkDigit } from '#contract/verhoeff.ts';

/** Types a code from a network of its own, as a proxy in front of the server tells it. */
export async function enterCodeFrom(
  app: FastifyInstance,
  network: string,
  code: string,
  pass?: CodePass,
) {
  const reply = await app.inject({
    method: 'POST',
    url: enterCode.path,
    headers: { 'x-forwarded-for': network },
    payload: { code, ...(pass && { pass }) },
  });
  return { status: reply.statusCode, ...reply.json() };
}

/** Well written, and of no slip. */
export function otherCode(n: number, digits = CODE_DIGITS): string {
  const free = String(n).padStart(digits - 1, '0');
  return free + checkDigit(free);
}
