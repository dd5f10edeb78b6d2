import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import type { Order } from '../../ui/figures.ts';
import { agenciesInOrder } from '../../ui/figures.ts';

/** Agencies whose name holds the text; accents count: Văn Lang is not Văn Lăng. */
export function findAgencies(results: Results, node: string, text: string, order: Order): Domain[] {
  const plain = (name: string) => name.normalize('NFC').toLocaleLowerCase('vi');
  const wanted = plain(text.trim());
  return agenciesInOrder(results, node, order).filter(({ name }) => plain(name).includes(wanted));
}
