import type { Place } from '#contract/hamlet-places.ts';
import { orderOfDay } from './day-route.ts';
import type { ShownCase, VisitBook } from './visit-book.ts';

/** The open cases of a hamlet, which is one by its name within an agency's list. */
export interface HamletGroup {
  readonly key: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  /** Null where the list says none. */
  readonly hamlet: string | null;
  readonly cases: readonly ShownCase[];
  readonly place: Place | null;
}

const keyOf = (agencyCode: string, hamlet: string | null): string =>
  `${hamlet ?? ''} ${agencyCode}`;

/** In the interviewer's order first, then by the way between them. */
export function hamletGroups(
  cases: readonly ShownCase[],
  book: VisitBook | undefined,
): HamletGroup[] {
  const places = new Map(
    [...(book?.round?.places ?? []), ...(book?.newPlaces ?? [])].map(
      ({ agencyCode, hamlet, place }) => [keyOf(agencyCode, hamlet), place],
    ),
  );
  const groups = new Map<string, HamletGroup & { readonly cases: ShownCase[] }>();
  for (const shown of cases) {
    const { agencyCode, agencyName, hamlet } = shown;
    const key = keyOf(agencyCode, hamlet);
    const known = groups.get(key);
    if (known) known.cases.push(shown);
    else
      groups.set(key, {
        ...{ key, agencyCode, agencyName, hamlet, cases: [shown] },
        place: places.get(key) ?? null,
      });
  }
  const order = [...(book?.hamlets ?? []), ...routeOf([...groups.values()])];
  return [...groups.values()].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

/** From the hamlet with most people, or from one that the interviewer begins with. */
export const routeOf = (groups: readonly HamletGroup[], start?: string): string[] =>
  orderOfDay(
    groups
      .map(({ key, cases, place }) => ({ key, open: cases.length, place }))
      .sort((a, b) => b.open - a.open || a.key.localeCompare(b.key, 'vi')),
    start,
  );
