import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { LedgerLine } from '#contract/ledger.ts';
import { DISPOSITION_NAMES, DISPOSITIONS, LEDGER_GROUPS } from '#contract/ledger.ts';
import { MODES } from '#contract/responses.ts';
import { t } from '../../i18n.ts';
import { SelectField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { LedgerModel } from './ledger.ts';
import { createLedger } from './ledger.ts';
import { OutlookTable } from './OutlookTable.tsx';

/** Every case in one disposition, the rates that follow, and what to do about each agency. */
export function Ledger({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createLedger(ask, campaign.id), [ask, campaign.id]);
  const isDrawn = !['draft', 'frame_open', 'frame_frozen'].includes(campaign.stage);
  useEffect(() => {
    if (isDrawn) model.load();
  }, [model, isDrawn]);
  if (!isDrawn) return <Screen title={t(title)} />;
  return (
    <Screen title={t(title)} todo={t('ledger.todo')}>
      <WhenLoaded state={model.outlook}>
        {(outlook) => <OutlookTable outlook={outlook} />}
      </WhenLoaded>
      <h2>{t('ledger.rates')}</h2>
      <p class="hint">{t('ledger.rates_what')}</p>
      <SelectField
        label={t('ledger.by')}
        value={model.by.value}
        choices={LEDGER_GROUPS.map((value) => ({ value, label: t(`ledger.group.${value}`) }))}
        onChange={model.group}
      />
      <WhenLoaded state={model.ledger}>
        {({ province, lines }) => (
          <>
            <ScrolledAcross label={t('ledger.rates_caption')}>
              <Rates model={model} lines={[province, ...lines]} />
            </ScrolledAcross>
            {lines.length === 0 && <p class="hint">{t('ledger.hidden')}</p>}
            <ScrolledAcross label={t('ledger.cases_caption')}>
              <Cases model={model} lines={[province, ...lines]} />
            </ScrolledAcross>
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}

/** Sixteen columns are wider than a tablet: they move, and the page does not. The keyboard reaches them. */
function ScrolledAcross(props: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the keyboard (WCAG 2.1.1)
    <section class="scrolled-across" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}

interface LinesProps {
  readonly model: LedgerModel;
  readonly lines: readonly LedgerLine[];
}

const nameOf = ({ code, name }: LedgerLine) => {
  if (code === 'province') return t('fieldwork.whole');
  if (code === 'few') return t('ledger.few');
  if (MODES.some((mode) => mode === code)) return t(`mode.${code}`);
  return code === 'sample' || code === 'reserve' ? t(`ledger.role.${code}`) : name;
};
const nameColumn = { key: 'name', cell: nameOf };

const SHOWN_RATES = ['RR1', 'RR2', 'RR3', 'RR4', 'RR5', 'RR6', 'COOP1', 'REF1', 'CON1'] as const;

function Rates({ model, lines }: LinesProps) {
  return (
    <Table
      caption={t('ledger.rates_caption')}
      isStale={model.ledger.isLoading.value}
      rows={lines}
      keyOf={({ code }) => code}
      columns={[
        { ...nameColumn, heading: t('ledger.of') },
        ...SHOWN_RATES.map((rate) => ({
          key: rate,
          heading: t(`ledger.rate.${rate}`),
          isNumeric: true,
          cell: (line: LedgerLine) => {
            const value = line.rates[rate];
            return value === null ? '' : percent(value, 0);
          },
        })),
        ...MODES.map((door) => ({
          key: door,
          heading: t(`mode.${door}`),
          isNumeric: true,
          cell: (line: LedgerLine) =>
            line.doors ? wholeNumber(line.doors[door]) : t('figure.hidden'),
        })),
      ]}
    />
  );
}

function Cases({ model, lines }: LinesProps) {
  return (
    <Table
      caption={t('ledger.cases_caption')}
      isStale={model.ledger.isLoading.value}
      rows={lines}
      keyOf={({ code }) => code}
      columns={[
        { ...nameColumn, heading: t('ledger.of') },
        {
          key: 'cases',
          heading: t('fieldwork.invited'),
          isNumeric: true,
          cell: (line) => wholeNumber(line.cases),
        },
        {
          key: 'delivered',
          heading: t('ledger.delivered'),
          isNumeric: true,
          cell: ({ delivered }) => (delivered === null ? '' : wholeNumber(delivered)),
        },
        ...DISPOSITION_NAMES.map((name) => ({
          key: name,
          heading: `${t(`disposition.${name}`)} (${DISPOSITIONS[name]})`,
          isNumeric: true,
          cell: (line: LedgerLine) => wholeNumber(line.dispositions[name]),
        })),
      ]}
    />
  );
}
