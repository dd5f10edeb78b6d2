import type { Campaign } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, SelectField, TextField } from '../../ui/Field.tsx';
import type { JournalModel } from './journal.ts';

/** What of the journal is shown, and the same as a workbook. */
export function JournalFilters(props: {
  readonly model: JournalModel;
  readonly campaigns: readonly Campaign[];
}) {
  const { model, campaigns } = props;
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        model.newest();
      }}
    >
      <TextField
        label={t('activity.search')}
        value={model.search.value}
        onInput={into(model.search)}
      />
      <TextField
        label={t('activity.by_username')}
        value={model.by.value}
        onInput={into(model.by)}
      />
      <TextField
        label={t('activity.from_day')}
        type="date"
        value={model.from.value}
        onInput={into(model.from)}
      />
      <TextField
        label={t('activity.to_day')}
        type="date"
        value={model.to.value}
        onInput={into(model.to)}
      />
      <SelectField
        label={t('activity.campaign')}
        value={model.campaignId.value}
        choices={[
          { value: '', label: t('activity.every_campaign') },
          ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={into(model.campaignId)}
      />
      <div class="buttons">
        <Button type="submit">{t('activity.find')}</Button>
        <a class="button" href={model.workbook()} download>
          {t('activity.workbook')}
        </a>
      </div>
    </form>
  );
}
