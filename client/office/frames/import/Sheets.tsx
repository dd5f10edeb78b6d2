import type { SheetPreview } from '#contract/list-preview.ts';
import { t } from '../../../i18n.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import { ColumnTable } from './ColumnTable.tsx';
import type { ColumnCheckModel } from './column-check.ts';

/** Every tab of a workbook: how many rows it has, how it is understood, read or left. */
export function Sheets({ model }: { readonly model: ColumnCheckModel }) {
  const sheets = model.sheets.all.value;
  const isOrdinary = sheets.length === 1 && sheets[0]?.state === 'leads';
  if (sheets.length === 0 || isOrdinary) return null;
  return (
    <section>
      <p>{t('import.sheets_hint')}</p>
      <Table
        caption={t('import.sheets')}
        rows={sheets}
        keyOf={({ sheet }) => String(sheet)}
        columns={[
          {
            key: 'name',
            heading: t('import.sheet_read'),
            cell: (sheet) => <SheetChoice model={model} sheet={sheet} />,
          },
          {
            key: 'rows',
            heading: t('import.sheet_rows'),
            isNumeric: true,
            cell: ({ rows }) => wholeNumber(rows ?? 0),
          },
          {
            key: 'state',
            heading: t('import.sheet_state'),
            isWide: true,
            cell: (sheet) => stateWords(sheet, model.sheets.isTaken(sheet.sheet)),
          },
        ]}
      />
      <SheetAgencies model={model} />
    </section>
  );
}

function SheetChoice(props: { readonly model: ColumnCheckModel; readonly sheet: SheetPreview }) {
  const { sheets } = props.model;
  const { sheet, name, columns } = props.sheet;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={sheets.isTaken(sheet)}
        disabled={columns.length === 0}
        onChange={(event) => sheets.take(sheet, event.currentTarget.checked)}
      />{' '}
      {name}
    </label>
  );
}

function stateWords({ state, missing }: SheetPreview, isTaken: boolean): string {
  const words = t(`sheet_state.${state}`, {
    roles: missing.map((role) => t(`column.${role}`)).join(', '),
  });
  return isTaken ? words : t('import.sheet_left', { why: words });
}

/** Where no column tells the agency: its name on the tab, or above the headings. */
function SheetAgencies({ model }: { readonly model: ColumnCheckModel }) {
  const sources = model.preview.value.value?.agencySources ?? [];
  const { agencyFrom, all, isTaken } = model.sheets;
  if (sources.length === 0) return null;
  return (
    <fieldset class="choices">
      <legend>{t('import.sheet_agency')}</legend>
      {sources.map((source) => (
        <label class="check" key={source}>
          <input
            type="radio"
            name="agency-from"
            checked={agencyFrom.value === source}
            onChange={() => {
              agencyFrom.value = source;
            }}
          />{' '}
          {t(`import.agency_from_${source}`, {
            names: all.value
              .filter(({ sheet }) => isTaken(sheet))
              .map(({ name, title }) => (source === 'title' ? title : name))
              .join(' · '),
          })}
        </label>
      ))}
    </fieldset>
  );
}

/** The columns of sheets whose headings are other than those of the first. */
export function OtherSheets({ model }: { readonly model: ColumnCheckModel }) {
  const others = model.sheets.all.value.filter(
    ({ sheet, state }) => model.sheets.isTaken(sheet) && OWN_COLUMNS.includes(state),
  );
  return (
    <>
      {others
        .filter(({ sheet }) => sheet !== model.preview.value.value?.sheet)
        .map(({ sheet, name, columns }) => (
          <details class="panel" key={sheet}>
            <summary>{t('import.sheet_columns', { name })}</summary>
            <ColumnTable
              columns={columns}
              chosen={model.sheets.chosenOf(sheet)}
              isStale={model.preview.isLoading.value}
              onChoose={(index, role) => model.sheets.choose(sheet, index, role)}
            />
          </details>
        ))}
    </>
  );
}
const OWN_COLUMNS: readonly SheetPreview['state'][] = ['own_headings', 'hidden', 'columns_missing'];

/** Formulas that were never calculated, and such as have failed: how many, in which columns. */
export function ValueGaps({ model }: { readonly model: ColumnCheckModel }) {
  const gaps = model.preview.value.value?.gaps ?? [];
  const sheets = model.sheets.all.value;
  const shown = gaps.filter(({ sheet }) => model.sheets.isTaken(sheet));
  if (shown.length === 0) return null;
  return (
    <Notice kind="attention" title={t('import.gaps')}>
      <ul>
        {shown.map(({ sheet, column, formulas, errors, first }) => (
          <li key={`${sheet}-${column}`}>
            {t(formulas > 0 ? 'import.gap_formulas' : 'import.gap_errors', {
              n: wholeNumber(formulas + errors),
              heading:
                sheets.find((other) => other.sheet === sheet)?.columns[column]?.heading || first,
              first,
              sheet: sheets.find((other) => other.sheet === sheet)?.name ?? '',
            })}
          </li>
        ))}
      </ul>
      <p>{t('import.gaps_next')}</p>
    </Notice>
  );
}
