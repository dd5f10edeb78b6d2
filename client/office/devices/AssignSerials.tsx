import { useSignal } from '@preact/signals';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../ui/Field.tsx';
import type { AssignmentsModel, Hamlet } from './assignments.ts';

/** A list of numbers as they are printed on slips, of one agency. */
export function AssignSerials(props: {
  readonly model: AssignmentsModel;
  readonly hamlets: readonly Hamlet[];
}) {
  const { model, hamlets } = props;
  const agencies = [...new Map(hamlets.map((row) => [row.agencyCode, row.agencyName]))];
  const agencyCode = useSignal(agencies[0]?.[0] ?? '');
  const typed = useSignal('');
  const wrong = useSignal('');
  function submit(event: Event) {
    event.preventDefault();
    const numbers = typed.value.split(/[\s,;]+/).filter(Boolean);
    const isList = numbers.length > 0 && numbers.every((number) => /^\d{1,6}$/.test(number));
    wrong.value = isList ? '' : t('assignments.serials_wrong');
    if (isList) model.assign.run({ agencyCode: agencyCode.value, serials: numbers.map(Number) });
  }
  return (
    <details class="panel">
      <summary>{t('assignments.serials')}</summary>
      <form onSubmit={submit} noValidate>
        <SelectField
          label={t('board.agency')}
          value={agencyCode.value}
          choices={agencies.map(([value, label]) => ({ value, label }))}
          onChange={into(agencyCode)}
        />
        <TextField
          label={t('assignments.serials_label')}
          hint={t('assignments.serials_hint')}
          wrong={wrong.value || undefined}
          value={typed.value}
          onInput={into(typed)}
        />
        <div class="buttons">
          <Button type="submit" isBusy={model.assign.isBusy.value}>
            {t('assignments.serials_give')}
          </Button>
        </div>
      </form>
    </details>
  );
}
