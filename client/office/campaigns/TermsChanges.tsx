import { useEffect, useMemo } from 'preact/hooks';
import type { Campaign } from '#contract/campaigns.ts';
import { inText } from '#contract/place-names.ts';
import { SINGLE_TERMS } from '#contract/terms-changes.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { changedValue } from '../../ui/changed-value.ts';
import { into, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, moment } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import type { TermsChangesModel } from './terms-changes.ts';
import { createTermsChanges } from './terms-changes.ts';

/** What may change of a running round, with its reason; and what was changed. */
export function TermsChanges({ context }: { readonly context: PageContext }) {
  const { ask, campaign, refresh } = context;
  const model = useMemo(() => createTermsChanges(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const changes = model.changes.value.value ?? [];
  const isRunning = !['closed', 'published'].includes(campaign.stage);
  return (
    <>
      {changes.length > 0 && (
        <section class="panel">
          <h2>{t('terms_change.list')}</h2>
          <ul>
            {changes.map(({ term, agencyName, earlier, later, reason, changedAt }) => (
              <li key={changedAt}>
                {t('terms_change.line', {
                  at: moment(changedAt),
                  term: [t(`terms_change.terms.${term}`), inText(agencyName ?? '')]
                    .filter(Boolean)
                    .join(' '),
                  earlier: changedValue(earlier),
                  later: changedValue(later),
                  reason,
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {isRunning && <ChangeForm model={model} campaign={campaign} onDone={refresh} />}
    </>
  );
}

function ChangeForm(props: {
  readonly model: TermsChangesModel;
  readonly campaign: Campaign;
  readonly onDone: () => Promise<void>;
}) {
  const { model, campaign, onDone } = props;
  const { term } = model;
  const isDay = term.value === 'collect_to' || term.value === 'lists_due_on';
  const isOfAgency = term.value === 'lists_due_on' || term.value === 'office_name';
  return (
    <details class="panel">
      <summary>{t('terms_change.title')}</summary>
      <p>{t('terms_change.what')}</p>
      <RefusalNotice failure={model.change.failure.value} />
      <SelectField
        label={t('terms_change.term')}
        value={term.value}
        choices={SINGLE_TERMS.map((value) => ({
          value,
          label: t(`terms_change.terms.${value}`),
        }))}
        onChange={model.choose}
      />
      {isOfAgency && <AgencyChoice model={model} />}
      <TextField
        label={t(isDay ? 'terms_change.day' : `terms_change.${term.value}`)}
        hint={hintOf(model, campaign)}
        type={isDay ? 'date' : 'text'}
        value={model.value.value}
        onInput={into(model.value)}
      />
      <TextField
        label={t('terms_change.reason')}
        hint={t('terms_change.reason_hint')}
        value={model.reason.value}
        onInput={into(model.reason)}
      />
      <div class="buttons">
        <Button
          isBusy={model.change.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={async () => {
            if (await model.change.run()) await onDone();
          }}
        >
          {t('terms_change.do')}
        </Button>
      </div>
    </details>
  );
}

/** What it says now; an agency's own day and name are not among the round's terms. */
function hintOf({ term, agencyCode }: TermsChangesModel, campaign: Campaign): string | undefined {
  if (term.value === 'lists_due_on' || agencyCode.value) return undefined;
  const value = {
    collect_to: day(campaign.collectTo),
    hotline: campaign.hotline,
    hotline_hours: campaign.hotlineHours,
    office_name: campaign.officeName,
  }[term.value];
  const now = value && t('terms_change.now', { value });
  return term.value === 'collect_to' ? `${now}. ${t('terms_change.collect_to_hint')}` : now;
}

function AgencyChoice({ model }: { readonly model: TermsChangesModel }) {
  const agencies = model.agencies.value.value ?? [];
  const isNeeded = model.term.value === 'lists_due_on';
  return (
    <SelectField
      label={t('terms_change.agency')}
      value={model.agencyCode.value}
      choices={[
        { value: '', label: isNeeded ? '' : t('terms_change.all') },
        ...agencies.map(({ code, name }) => ({ value: code, label: name })),
      ]}
      onChange={into(model.agencyCode)}
    />
  );
}
