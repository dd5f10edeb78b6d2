import { AlignmentType, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import type { Block } from './official-document.ts';
import { SMALL } from './official-document.ts';
import { line } from './word-lines.ts';

const { CENTER, LEFT, RIGHT } = AlignmentType;

export function tableOf({ columns, rows }: Extract<Block, { kind: 'table' }>): Table {
  const cell = (text: string, column: number, isHeading: boolean) => {
    const { width, isNumeric } = columns[column]!;
    const alignment = isHeading ? CENTER : isNumeric ? RIGHT : LEFT;
    return new TableCell({
      width: { size: width, type: WidthType.PERCENTAGE },
      verticalAlign: isHeading ? VerticalAlign.CENTER : VerticalAlign.TOP,
      children: text
        .split('\n')
        .map((part) => line(part, alignment, { bold: isHeading, size: SMALL })),
    });
  };
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        children: columns.map(({ heading }, column) => cell(heading, column, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: columns.map((_, column) => cell(row[column] ?? '', column, false)),
          }),
      ),
    ],
  });
}
