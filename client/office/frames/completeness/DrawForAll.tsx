import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../../ui/words.ts';
import type { ProvinceChecksModel } from './province-checks.ts';

/** How many entries each register has, the share to be noticed and the dice for all of them. */
export function DrawForAll({ model }: { readonly model: ProvinceChecksModel }) {
  const { wrong, share, dice, draw, chosen, size } = model;
  async function send(event: Event) {
    event.preventDefault();
    await model.send();
  }
  const field = (name: 'share' | 'dice', box: typeof share) => (
    <TextField
      label={t(`register_check.${name}`)}
      hint={t(`register_check.${name}_hint`)}
      inputmode={name === 'share' ? 'decimal' : 'numeric'}
      value={box.value}
      wrong={wrong.value === name ? t(`register_check.${name}_wrong`) : undefined}
      onInput={into(box)}
    />
  );
  return (
    <details open={model.open.value.length === 0}>
      <summary>{t('register_check.draw_all_title')}</summary>
      <form class="panel" onSubmit={send}>
        <RefusalNotice failure={draw.failure.value} />
        <p>{t('register_check.draw_all_hint')}</p>
        <Registers model={model} />
        {field('share', share)}
        {field('dice', dice)}
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
          {...(model.open.value.length === 0 && { kind: 'primary' as const })}
          isBusy={draw.isBusy.value}
          busyLabel={t('register_check.drawing')}
        >
          {t('register_check.draw')}
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
