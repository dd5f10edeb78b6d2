import { vi } from 'vitest';
import { workFor } from '../../client/slip-code/code-work.ts';

export const CHALLENGE = 'mfz1k2a3.5.14.c2FsdHNhbA.AAAAAAAAAAAAAAAA';

export const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** The server asks for work, or for as long a wait. */
export const needed = (bits: number, seconds = 60) =>
  json(429, { code: 'code_proof_needed', details: { challenge: CHALLENGE, bits, seconds } });

interface Sent {
  readonly code?: string;
  readonly token?: string;
  readonly pass?: { readonly challenge: string; readonly nonce?: string };
}

/** A server that gives these replies in turn, and what it was asked. */
export function serverOf(replies: Response[]): Sent[] {
  const asked: Sent[] = [];
  vi.stubGlobal('fetch', async (_address: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body));
    return replies.shift();
  });
  return asked;
}

/** The simulated page has no threads: the same module, run at once. */
export class Thread {
  onmessage?: (message: { data: string }) => void;
  postMessage({ challenge, bits }: { challenge: string; bits: number }): void {
    queueMicrotask(() => this.onmessage?.({ data: workFor(challenge, bits) }));
  }
  terminate(): void {}
}
