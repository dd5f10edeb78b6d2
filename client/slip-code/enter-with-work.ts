import type { CodePass } from '#contract/opening.ts';
import { Refusal } from '../api.ts';

const MOST_TRIES = 3;

/**
 * Enters a typed code. Behind an address from which many wrong codes have come a try costs some
 * work, which the device does by itself; the holder of the slip is asked nothing. `undefined` where it did not do.
 */
export async function enterWithWork<T>(
  enter: (pass?: CodePass) => Promise<T>,
): Promise<T | undefined> {
  let pass: CodePass | undefined;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    try {
      return await enter(pass);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'code_proof_needed') throw error;
      if (tries < MOST_TRIES) pass = await worked(error.details);
    }
  }
  return undefined;
}

/** To have waited is as good: for phones that are slow, and where no thread runs. */
const worked = ({ challenge, bits, seconds }: Refusal['details']) =>
  new Promise<CodePass>((resolve) => {
    let worker: Worker | undefined;
    const end = (nonce?: string) => {
      worker?.terminate();
      resolve({ challenge: String(challenge), ...(nonce && { nonce }) });
    };
    setTimeout(end, Number(seconds) * 1000);
    try {
      worker = new Worker(new URL('./code-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }) => end(data);
      worker.postMessage({ challenge, bits });
    } catch {}
  });
