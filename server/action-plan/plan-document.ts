import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ActionItem, PLAN_FORMS } from '#contract/action-plan.ts';
import { stepTurn } from '../http/step-turn.ts';

type Form = (typeof PLAN_FORMS)[number];

interface Column {
  readonly heading: string;
  /** Of a hundred parts of the table's width. */
  readonly width: number;
  readonly cell: (item: ActionItem, number: number) => string;
}

const NUMBER: Column = { heading: 'STT', width: 5, cell: (_, number) => String(number) };
const leads = (heading: string, width: number): Column => ({
  heading,
  width,
  cell: (item) => item.leads,
});
const partners = (width: number): Column => ({
  heading: 'Cơ quan phối hợp',
  width,
  cell: (item) => item.partners,
});
const deadline = (heading: string, width: number): Column => ({
  heading,
  width,
  cell: (item) => item.deadline.text,
});
const expected = (heading: string, width: number): Column => ({
  heading,
  width,
  cell: (item) => item.expected ?? '',
});
const duty = (heading: string, width: number): Column => ({
  heading,
  width,
  cell: (item) => item.duty,
});

/** The columns of the appendices that provinces print. */
interface Round {
  readonly year: number;
  readonly labels: readonly string[];
}
const joined = (...texts: readonly (string | null)[]) => texts.filter(Boolean).join('\n');

const COLUMNS: Readonly<Record<Form, (round: Round) => readonly Column[]>> = {
  shortcomings: () => [
    NUMBER,
    { heading: 'Lĩnh vực/Tiêu chí', width: 13, cell: (item) => item.criterion ?? '' },
    { heading: 'Tồn tại, hạn chế', width: 17, cell: (item) => item.shortcoming ?? '' },
    duty('Nhiệm vụ', 18),
    expected('Kết quả cần đạt', 16),
    leads('Cơ quan chủ trì', 12),
    partners(10),
    deadline('Thời gian hoàn thành', 9),
  ],
  duties: () => [
    NUMBER,
    duty('Nhiệm vụ', 45),
    leads('Cơ quan chủ trì', 20),
    partners(17),
    deadline('Thời gian thực hiện', 13),
  ],
  requirements: ({ year }) => [
    NUMBER,
    duty('Lĩnh vực, tiêu chí', 27),
    expected(`Yêu cầu năm ${year}`, 27),
    deadline('Thời gian chậm nhất phải hoàn thành', 13),
    leads('Cơ quan chủ trì thực hiện', 15),
    partners(13),
  ],
  focus: () => [
    { ...NUMBER, heading: 'Số TT' },
    duty('Nhiệm vụ trọng tâm', 45),
    leads('Cơ quan chủ trì', 20),
    partners(17),
    deadline('Thời gian hoàn thành', 13),
  ],
  six: ({ labels: [person = '', task = '', pace = '', effect = '', leader = '', power = ''] }) => [
    NUMBER,
    duty(task, 25),
    { heading: person, width: 13, cell: (item) => item.person ?? '' },
    deadline(pace, 12),
    { heading: effect, width: 17, cell: (item) => joined(item.expected, item.product) },
    { heading: leader, width: 16, cell: (item) => item.leads },
    { heading: power, width: 12, cell: (item) => item.authority ?? '' },
  ],
};

const FONT = 'Times New Roman';
/** Twentieths of a point; NĐ 30/2020, Phụ lục I: A4, margins 20–25, 20–25, 30–35 and 15–20 mm. */
const MM = 56.7;
const PAGE = {
  size: {
    width: Math.round(210 * MM),
    height: Math.round(297 * MM),
    orientation: PageOrientation.LANDSCAPE,
  },
  margin: {
    top: Math.round(20 * MM),
    bottom: Math.round(20 * MM),
    left: Math.round(30 * MM),
    right: Math.round(15 * MM),
  },
};

/** The appendix of a plan as a Word document; its headings come again on each page. */
export async function planDocument(
  items: readonly ActionItem[],
  form: Form,
  round: Round,
): Promise<Buffer> {
  await stepTurn();
  const columns = COLUMNS[form](round);
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: 26 } } } },
    sections: [
      {
        properties: { page: PAGE, titlePage: true },
        footers: { default: pageNumber(), first: new Footer({ children: [] }) },
        children: [
          titled('PHỤ LỤC'),
          titled(`NHIỆM VỤ DUY TRÌ, CẢI THIỆN CHỈ SỐ HÀI LÒNG NĂM ${round.year}`),
          ...lines('(Kèm theo Kế hoạch số …/KH-… ngày …/…/…)', AlignmentType.CENTER, true),
          tableOf(items, columns),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const pageNumber = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  });

const titled = (text: string) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: true })] });

const lines = (text: string, alignment: Alignment, italics = false, bold = false) =>
  text.split('\n').map(
    (line) =>
      new Paragraph({
        alignment,
        children: [new TextRun({ text: line, italics, bold, size: 24 })],
      }),
  );
type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

function tableOf(items: readonly ActionItem[], columns: readonly Column[]): Table {
  const rows: TableRow[] = [headings(columns)];
  let section: string | null = null;
  for (const [index, item] of items.entries()) {
    if (item.section && item.section !== section)
      rows.push(sectionRow(item.section, columns.length));
    section = item.section;
    rows.push(
      new TableRow({
        cantSplit: true,
        children: columns.map((column) => cellOf(column, column.cell(item, index + 1))),
      }),
    );
  }
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows });
}

const headings = (columns: readonly Column[]) =>
  new TableRow({
    tableHeader: true,
    children: columns.map((column) => cellOf(column, column.heading, true)),
  });

const cellOf = ({ width }: Column, text: string, isHeading = false) =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    verticalAlign: isHeading ? VerticalAlign.CENTER : VerticalAlign.TOP,
    children: lines(text, isHeading ? AlignmentType.CENTER : AlignmentType.LEFT, false, isHeading),
  });

const sectionRow = (section: string, span: number) =>
  new TableRow({
    children: [
      new TableCell({
        columnSpan: span,
        children: lines(section, AlignmentType.LEFT, false, true),
      }),
    ],
  });
