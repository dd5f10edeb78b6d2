/** One letter more, fewer or another, or two neighbours the other way round (Damerau 1964). */
export function isOneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const rest = (text: string, from: number) => text.slice(from);
  if (a.length > b.length) return rest(a, start + 1) === rest(b, start);
  if (a.length < b.length) return rest(a, start) === rest(b, start + 1);
  return (
    rest(a, start + 1) === rest(b, start + 1) ||
    (a[start] === b[start + 1] &&
      a[start + 1] === b[start] &&
      rest(a, start + 2) === rest(b, start + 2))
  );
}
