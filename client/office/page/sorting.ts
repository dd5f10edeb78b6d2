import { computed } from '@preact/signals';
import { query, setQuery } from './router.ts';

type Value = number | string;

/**
 * Order of a table by one column, kept in the address as `xep=invited` or `xep=-invited`; without it the
 * screen's own order applies, which its caption names.
 */
export function createSorting<Row>(values: Readonly<Record<string, (row: Row) => Value>>) {
  const chosen = computed(() => query.value.get('xep') ?? '');
  const key = computed(() => chosen.value.replace(/^-/, ''));
  const isDown = computed(() => chosen.value.startsWith('-'));
  return {
    apply(rows: readonly Row[]): Row[] {
      const read = values[key.value];
      if (!read) return [...rows];
      const sign = isDown.value ? -1 : 1;
      return [...rows].sort((a, b) => sign * compare(read(a), read(b)));
    },
    /** For a column's heading: what a press does and how it is sorted now. */
    heading(name: string) {
      const isMine = key.value === name;
      const sorted: 'ascending' | 'descending' | undefined = isMine
        ? isDown.value
          ? 'descending'
          : 'ascending'
        : undefined;
      return { onSort: () => setQuery({ xep: following(name, sorted) }), sorted };
    },
  };
}

/** Up, down, then the screen's own order again. */
function following(name: string, sorted: 'ascending' | 'descending' | undefined) {
  if (sorted === 'ascending') return `-${name}`;
  return sorted === 'descending' ? undefined : name;
}

const compare = (a: Value, b: Value): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'vi');
