import { useSignal } from '@preact/signals';
import { RESERVE_REASONS } from '#contract/samples.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, into, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { FieldworkModel } from './fieldwork.ts';

/** Strictly the next in order; nobody picks a replacement. */
export function ReleaseReserves({ model }: { readonly model: FieldworkModel }) {
  return (
    <details
      class="panel"
      onToggle={(event) => {
        if (event.currentTarget.open && !model.strata.value.value) model.strata.load();
      }}
    >
      <summary>{t('reserves.title')}</summary>
      <p>{t('reserves.about')}</p>
      <RefusalNotice failure={model.release.failure.value ?? model.strata.failure.value} />
      {model.released.value && (
        <Notice
          kind="success"
          title={t('reserves.done', {
            n: wholeNumber(model.released.value.released),
            left: wholeNumber(model.released.value.left),
          })}
        />
      )}
      <ReserveForm model={model} />
    </details>
  );
}

function ReserveForm({ model }: { readonly model: FieldworkModel }) {
  const wrong = useSignal<{ stratum?: string; count?: string }>({});
  function submit(event: Event) {
    event.preventDefault();
    const count = Number(model.count.value);
    wrong.value = {
      ...(!model.stratum.value && { stratum: t('reserves.stratum_missing') }),
      ...(!(Number.isInteger(count) && count >= 1 && count <= 500) && {
        count: t('reserves.count_wrong'),
      }),
    };
    if (Object.keys(wrong.value).length === 0) model.release.run();
  }
  return (
    <form onSubmit={submit} noValidate>
      <StratumChoice model={model} wrong={wrong.value.stratum} />
      <TextField
        label={t('reserves.count')}
        wrong={wrong.value.count}
        value={model.count.value}
        inputmode="numeric"
        isShort
        onInput={into(model.count)}
      />
      <ChoiceField
        label={t('reserves.reason')}
        value={model.reason.value}
        choices={RESERVE_REASONS.map((reason) => ({
          value: reason,
          label: t(`reserves.reasons.${reason}`),
        }))}
        onChange={into(model.reason)}
      />
      <div class="buttons">
        <Button type="submit" isBusy={model.release.isBusy.value} busyLabel={t('app.busy')}>
          {t('reserves.release')}
        </Button>
      </div>
    </form>
  );
}

function StratumChoice(props: {
  readonly model: FieldworkModel;
  readonly wrong: string | undefined;
}) {
  const { model } = props;
  const withReserves = model.agencies.value.filter((agency) => agency.reservesLeft > 0);
  return (
    <>
      <SelectField
        label={t('board.agency')}
        value={model.agencyCode.value}
        choices={[
          { value: '', label: t('accounts.agency_choose') },
          ...withReserves.map((agency) => ({
            value: agency.agencyCode,
            label: t('reserves.agency_left', { agency: agency.agencyName, n: agency.reservesLeft }),
          })),
        ]}
        onChange={(code) => {
          model.agencyCode.value = code;
          model.stratum.value = '';
        }}
      />
      <SelectField
        label={t('reserves.stratum')}
        wrong={props.wrong}
        value={model.stratum.value}
        choices={[
          { value: '', label: t('reserves.stratum_choose') },
          ...model.strataOfAgency.value.map((stratum) => ({
            value: stratum.code,
            label: `${stratum.fieldName} (${stratum.code})`,
          })),
        ]}
        onChange={into(model.stratum)}
      />
    </>
  );
}
