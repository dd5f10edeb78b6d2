import { enterWithWork } from '../slip-code/enter-with-work.ts';
import { enterCode, Unheard } from './calls.ts';

/** The token of a typed code. */
export async function tokenFor(code: string): Promise<string> {
  const entered = await enterWithWork((pass) => enterCode(code, pass));
  if (!entered) throw new Unheard('busy');
  return entered.token;
}
