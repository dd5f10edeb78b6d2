const vietnamese = new Intl.Collator('vi');

interface Delivered {
  readonly hamlet: string | null;
  readonly fullName: string | null;
  readonly unitId: string;
}

/** By hamlet, people of no known hamlet last, then by name; the pseudonym decides between namesakes. */
export const byHamletAndName = (a: Delivered, b: Delivered): number =>
  byHamlet(a.hamlet, b.hamlet) ||
  vietnamese.compare(a.fullName ?? '', b.fullName ?? '') ||
  (a.unitId < b.unitId ? -1 : 1);

export function byHamlet(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return vietnamese.compare(a, b);
}
