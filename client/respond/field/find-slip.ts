import type { VisitCase } from '#contract/visits.ts';
import { printedSquare } from '../../ui/camera/printed-square.ts';
import { keyOf } from '../storage.ts';

/** The case of a slip or cover, or the name of the text that says what the square is. No network is asked. */
export async function findSlip(
  text: string,
  open: readonly VisitCase[],
  assigned: readonly VisitCase[],
): Promise<{ readonly caseId: string } | { readonly words: string }> {
  const square = printedSquare(text);
  if (square.kind !== 'slip') return { words: `slip.${square.kind}` };
  const slipHash = await keyOf(square.token);
  const isSame = (known: VisitCase) => known.slipHash === slipHash;
  const found = open.find(isSame);
  if (found) return { caseId: found.caseId };
  if (assigned.some(isSame)) return { words: 'slip.done' };
  return { words: square.host === location.host ? 'slip.not_assigned' : 'slip.foreign' };
}
