import { useSignal } from '@preact/signals';
import type { CorrectableRowShown } from '#contract/correctable-rows.ts';
import type { ColumnRole } from '#contract/list-preview.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import type { Heading } from './CorrectionCell.tsx';
import { CorrectionCell } from './CorrectionCell.tsx';
import type { CorrectionsModel } from './corrections.ts';

/** The cells by which a clerk finds the dossier in the one-stop system. */
const NAMING: readonly ColumnRole[] = ['dossierCode', 'ownerName', 'procedureName', 'returnedOn'];

/** One row in error: its place, what it is about, the cell at fault open to be typed in. */
export function CorrectionRow(props: {
  readonly model: CorrectionsModel;
  readonly row: CorrectableRowShown;
  readonly headings: readonly Heading[];
}) {
  const { model, row, headings } = props;
  const id = `row-${row.rowNumber}`;
  const faulty = [row, ...row.further];
  const others = headings.filter(
    ({ column, role }) => role !== null && faulty.every((cell) => cell.column !== column),
  );
  return (
    <li class="correction-row" aria-labelledby={id}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const next = nextInput(event.currentTarget);
          if (await model.save.run(row)) focusOn(next);
        }}
      >
        <h3 id={id}>
          <RowTitle row={row} headings={headings} />
        </h3>
        <div class="correction-fault">
          {faulty.map(({ column, cause }) => (
            <CorrectionCell
              key={column}
              model={model}
              row={row}
              heading={headings[column]}
              cause={cause}
            />
          ))}
          <Button
            type="submit"
            isBusy={model.save.isBusy.value}
            busyLabel={t('corrections.saving')}
          >
            {t('corrections.save')}
          </Button>
        </div>
        <details open={row.fault === 'misaligned_cells'}>
          <summary>{t('corrections.whole_row')}</summary>
          <div class="correction-cells">
            {others.map((heading) => (
              <CorrectionCell key={heading.column} model={model} row={row} heading={heading} />
            ))}
          </div>
        </details>
      </form>
      <Note model={model} row={row} />
    </li>
  );
}

/** Where the row is in its file, and what finds its dossier. */
function RowTitle(props: {
  readonly row: CorrectableRowShown;
  readonly headings: readonly Heading[];
}) {
  const { row, headings } = props;
  const cellOf = (role: ColumnRole) => {
    const found = headings.find((heading) => heading.role === role);
    return found && found.column !== row.column ? row.cells[found.column] : undefined;
  };
  const about = NAMING.map(cellOf).filter(Boolean).join(' · ');
  return (
    <>
      {t(row.sheet > 1 ? 'corrections.place_on_sheet' : 'corrections.place', {
        n: row.line,
        sheet: row.sheet,
      })}
      {about && <small>{about}</small>}
    </>
  );
}

function Note({
  model,
  row,
}: {
  readonly model: CorrectionsModel;
  readonly row: CorrectableRowShown;
}) {
  const text = useSignal(row.note ?? '');
  return (
    <details>
      <summary>
        {row.note ? t('corrections.note_is', { note: row.note }) : t('corrections.note')}
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          model.note.run(row, text.value);
        }}
      >
        <TextField
          label={t('corrections.note_label')}
          hint={t('corrections.note_hint')}
          value={text.value}
          onInput={into(text)}
        />
        <div class="buttons">
          <Button type="submit" isBusy={model.note.isBusy.value}>
            {t('corrections.note_save')}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** A corrected row leaves the list. The focus moves to the next one, so that no mouse is needed. */
function nextInput(form: HTMLFormElement): string | undefined {
  const row = form.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  return next?.querySelector('input')?.id;
}

function focusOn(id: string | undefined): void {
  requestAnimationFrame(() => {
    const next = id ? document.getElementById(id) : null;
    const place = next ?? document.querySelector<HTMLElement>('.correction-done');
    place?.focus({ preventScroll: true });
    // The line of the last correction covers the foot of the screen.
    next?.scrollIntoView({ block: 'center' });
  });
}
