import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { ActionPlanModel, DraftField } from './action-plan.ts';

const FIELDS: readonly DraftField[] = [
  'criterion',
  'shortcoming',
  'duty',
  'expected',
  'product',
  'leads',
  'partners',
  'person',
  'authority',
  'deadline',
];

/** One duty, filled in from the figure from which one came. */
export function NewAction({ model }: { readonly model: ActionPlanModel }) {
  async function submit(event: Event) {
    event.preventDefault();
    await model.add.run();
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <h2>{t('actions.new')}</h2>
      <p class="hint">{t('actions.six', { labels: model.labels.value.join('; ') })}</p>
      <RefusalNotice failure={model.add.failure.value} />
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={labelled(t(`actions.field.${field}`), model.labels.value[LABEL_OF[field] ?? -1])}
          {...(HINTED.has(field) && { hint: t(`actions.hint.${field}`) })}
          value={model.draft.value[field]}
          onInput={(value) => model.set(field, value)}
        />
      ))}
      <div class="buttons">
        <Button type="submit" isBusy={model.add.isBusy.value} busyLabel={t('app.busy')}>
          {t('actions.add')}
        </Button>
      </div>
    </form>
  );
}

/** Which of the six labels a field answers to. */
const LABEL_OF: Partial<Record<DraftField, number>> = {
  person: 0,
  duty: 1,
  deadline: 2,
  expected: 3,
  leads: 4,
  authority: 5,
};
const labelled = (field: string, label: string | undefined): string =>
  label ? `${field} (${label.toLocaleLowerCase('vi')})` : field;

const HINTED = new Set<DraftField>(['leads', 'deadline']);
