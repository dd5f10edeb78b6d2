import type { ComponentChildren } from 'preact';

export interface ColumnOf<Row> {
  readonly key: string;
  readonly heading: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Right-aligned, tabular figures. */
  readonly isNumeric?: boolean;
  /** Takes the whole width where a row becomes a block: plots and controls. */
  readonly isWide?: boolean;
  /** Links to press: nothing on paper. */
  readonly isScreenOnly?: boolean;
  readonly onSort?: () => void;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

/** The first column names the row. Below 768 px a row becomes a block of labelled lines; a name and a number fit. */
export function Table<Row>(props: {
  readonly caption: ComponentChildren;
  readonly columns: readonly ColumnOf<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly isStale?: boolean;
}) {
  const [first, ...others] = props.columns;
  if (!first) return null;
  const fits = others.length === 1 && others[0]?.isNumeric;
  return (
    <table class={`${fits ? '' : 'blocks '}tall${props.isStale ? ' stale' : ''}`}>
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <Heading key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)}>
            <th scope="row">{first.cell(row)}</th>
            {others.map((column) => (
              <td
                key={column.key}
                class={classOf(column)}
                data-label={column.heading}
                data-wide={column.isWide || undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const classOf = <Row,>({ isNumeric, isScreenOnly }: ColumnOf<Row>): string | undefined =>
  isNumeric ? 'numeric' : isScreenOnly ? 'screen-only' : undefined;

function Heading<Row>({ column }: { readonly column: ColumnOf<Row> }) {
  return (
    <th
      scope="col"
      class={classOf(column)}
      aria-sort={column.sorted ?? (column.onSort ? 'none' : undefined)}
    >
      {column.onSort ? (
        <button type="button" class="sort" onClick={column.onSort}>
          {column.heading}
          {column.sorted && (column.sorted === 'ascending' ? ' ↑' : ' ↓')}
        </button>
      ) : (
        column.heading
      )}
    </th>
  );
}
