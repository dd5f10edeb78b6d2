/**
 * Digits that a spreadsheet took for a quantity: `912345678.0`, `9.12345678E+08`. A number that was
 * rounded (`1.2E+11`) has lost its digits and is nobody's number: null.
 */
export function digitsOf(text: string): string | null {
  const cell = text.trim().replace(/\.0+$/u, '');
  const power = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/iu.exec(cell);
  if (!power) return cell;
  const [, first = '', rest = '', places = ''] = power;
  return rest.length === Number(places) ? first + rest : null;
}
