/** Decree 30/2020, annex I, part II, 4: a 0 before the days 1 to 9 and the months 1 and 2, before no other month. */
const monthNumber = (month: string): string => (Number(month) > 2 ? String(Number(month)) : month);

/** `2026-06-03` → 03/6/2026, `2026-02-15` → 15/02/2026 */
export function writtenDay(iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  return `${day}/${monthNumber(month)}/${year}`;
}

/** `2026-06` → 6/2026 */
export function writtenMonth(iso: string): string {
  const [year = '', month = ''] = iso.split('-');
  return `${monthNumber(month)}/${year}`;
}
