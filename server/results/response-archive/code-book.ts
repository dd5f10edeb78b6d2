import { text } from '../open-data/figure-variables.ts';
import type { OpenTable, Value } from '../open-data/open-table.ts';

/** What every variable of the tables and every code means, as a table of its own: one row for each code, or variable without. */
export const codeBook = (tables: readonly OpenTable[]): OpenTable => ({
  name: 'codebook',
  title: 'Sổ mã: biến, nhãn, mã và nghĩa của mã',
  key: ['table', 'variable', 'code'],
  variables: [
    text('table', 'Bảng'),
    text('variable', 'Biến'),
    text('type', 'Kiểu'),
    text('label', 'Nhãn'),
    text('code', 'Mã'),
    text('meaning', 'Nghĩa của mã'),
  ],
  rows: tables.flatMap(({ name, variables }) =>
    variables.flatMap(({ name: variable, type, label, codes = {} }): Value[][] => {
      const head = [name, variable, type, label];
      const coded = Object.entries(codes).map(([code, meaning]) => [...head, code, meaning]);
      return coded.length > 0 ? coded : [[...head, null, null]];
    }),
  ),
});
