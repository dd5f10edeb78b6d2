import type { CorrectableRowShown } from '#contract/correctable-rows.ts';
import type { FaultCause } from '#contract/corrections.ts';
import type { ColumnRole } from '#contract/list-preview.ts';
import { t } from '../../../i18n.ts';
import { TextField } from '../../../ui/Field.tsx';
import type { CorrectionsModel } from './corrections.ts';

export interface Heading {
  readonly column: number;
  readonly heading: string;
  readonly role: ColumnRole | null;
}

const OF_AGENCY: readonly (string | null)[] = ['agencyCode', 'agencyName'];

/** One cell to be typed in; the one at fault says what is wrong with it. */
export function CorrectionCell(props: {
  readonly model: CorrectionsModel;
  readonly row: CorrectableRowShown;
  readonly heading: Heading | undefined;
  /** What is wrong with it. */
  readonly cause?: FaultCause;
}) {
  const { model, row, heading, cause } = props;
  const column = heading?.column ?? row.column;
  const role = heading?.role ?? null;
  const typed = model.typed.value[row.rowNumber]?.[column];
  return (
    <TextField
      id={`cell-${row.rowNumber}-${column}`}
      label={labelOf(heading, cause)}
      hint={cause && role ? hintOf(role) : undefined}
      wrong={cause && t(`corrections.cause.${cause}`)}
      value={typed ?? row.cells[column] ?? ''}
      onInput={(value) => model.type(row.rowNumber, column, value)}
      {...(OF_AGENCY.includes(role) && { list: listOf(role) })}
      {...(role === 'phone' && { inputmode: 'numeric' as const })}
    />
  );
}

function labelOf(heading: Heading | undefined, cause: FaultCause | undefined): string {
  if (cause === 'misaligned') return t('corrections.whole_line');
  if (heading?.heading) return heading.heading;
  return heading?.role ? t(`column.${heading.role}`) : t('import.no_heading');
}

/** The list of agencies that a browser offers while a cell of an agency is typed in. */
export const listOf = (role: string | null): string => `correction-${role}`;

function hintOf(role: string): string | undefined {
  const key = `corrections.hint.${role}`;
  const hint = t(key);
  return hint === key ? undefined : hint;
}

export function AgencyLists({ model }: { readonly model: CorrectionsModel }) {
  const agencies = model.agencies.value.value ?? [];
  return (
    <>
      <datalist id={listOf('agencyCode')}>
        {agencies.map(({ code, name }) => (
          <option key={code} value={code} label={name} />
        ))}
      </datalist>
      <datalist id={listOf('agencyName')}>
        {agencies.map(({ code, name }) => (
          <option key={code} value={name} label={code} />
        ))}
      </datalist>
    </>
  );
}
