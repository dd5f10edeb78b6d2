import { Refusal } from '../api.ts';
import { enterCode, Unheard } from './calls.ts';

/**
 * The token of a typed code. Behind an address from which many wrong codes have come a try costs some
 * work, which the phone does by itself; the holder of the slip is asked nothing.
 */
export async function tokenFor(code: string): Promise<string> {
  let pass: Parameters<typeof enterCode>[1];
  for (let left = 3; ; left -= 1) {
    try {
      return (await enterCode(code, pass)).token;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'code_proof_needed') throw error;
      if (left === 1) throw new Unheard('busy');
      pass = await worked(error.details);
    }
  }
}

/** To have waited is as good: for phones that are slow, and where no thread runs. */
const worked = ({ challenge, bits, seconds }: Refusal['details']) =>
  new Promise<Parameters<typeof enterCode>[1]>((resolve) => {
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
