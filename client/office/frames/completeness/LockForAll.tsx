import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { ProvinceChecksModel } from './province-checks.ts';

/** How many entries each register has and the share to be noticed, before the dice. */
export function LockForAll({ model }: { readonly model: ProvinceChecksModel }) {
  const { wrong, share, lock, chosen, size } = model;
  async function send(event: Event) {
    event.preventDefault();
    await model.send();
  }
  const isFirst = model.open.value.length + model.locked.value.length === 0;
  return (
    <details open={isFirst}>
      <summary>{t('register_check.lock_all_title')}</summary>
      <form class="panel" onSubmit={send}>
        <RefusalNotice failure={lock.failure.value} />
        <p>{t('register_check.draw_all_hint')}</p>
        <Registers model={model} />
        <TextField
          label={t('register_check.share')}
          hint={t('register_check.share_hint')}
          inputmode="decimal"
          value={share.value}
          wrong={wrong.value === 'share' ? t('register_check.share_wrong') : undefined}
          onInput={into(share)}
        />
        {(wrong.value === 'none' || wrong.value === 'population') && (
          <Notice kind="error" title={t(`register_check.all_${wrong.value}_wrong`)} />
        )}
        <p role="status">
          {t(size.value === null ? 'register_check.will_choose' : 'register_check.will_draw_all', {
            agencies: wholeNumber(chosen.value.length),
            n: wholeNumber(size.value ?? 0),
          })}
        </p>
        <Button
          type="submit"
          {...(isFirst && { kind: 'primary' as const })}
          isBusy={lock.isBusy.value}
          busyLabel={t('app.saving')}
        >
          {t('register_check.lock_numbers')}
        </Button>
      </form>
    </details>
  );
}

function Registers({ model }: { readonly model: ProvinceChecksModel }) {
  return (
    <Table
      caption={t('register_check.registers')}
      rows={model.free.value}
      keyOf={({ agencyCode }) => agencyCode}
      columns={[
        {
          key: 'agency',
          heading: t('register_check.agency'),
          cell: ({ agencyName }) => agencyName,
        },
        {
          key: 'stated',
          heading: t('register_check.stated'),
          isNumeric: true,
          cell: ({ stated }) => (stated === null ? '–' : wholeNumber(stated)),
        },
        {
          key: 'entries',
          heading: t('register_check.population'),
          isWide: true,
          cell: (agency) => (
            <input
              class="input"
              data-short
              inputmode="numeric"
              aria-label={t('register_check.population_of', { name: agency.agencyName })}
              value={model.entriesOf(agency)}
              onInput={(event) => model.type(agency.agencyCode, event.currentTarget.value)}
            />
          ),
        },
      ]}
    />
  );
}
