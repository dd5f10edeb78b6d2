import { useEffect, useMemo } from 'preact/hooks';
import type { ReconciledStratum, Reconciliation } from '#contract/paper.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import type { ColumnOf } from '../../ui/Table.tsx';
import { Table } from '../../ui/Table.tsx';
import { percent, wholeNumber } from '../../ui/words.ts';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { DoubleEntry } from './DoubleEntry.tsx';
import { PrintPacks } from './PrintPacks.tsx';
import { createPaperForms } from './paper-forms.ts';

/** Print the packs, then hold strips against forms; printed, it is the minutes of the count of paper. */
export function PaperForms({ context, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const model = useMemo(() => createPaperForms(ask, campaign.id), [ask, campaign.id]);
  const isHomeAffairs = staff.role === 'home_affairs';
  useEffect(() => {
    model.load();
  }, [model]);
  const mayPrint = isHomeAffairs && ['drawn', 'collecting'].includes(campaign.stage);
  const found = model.reconciliation.value.value;
  return (
    <Screen title={t(title)} todo={found && t(todoOf(found, mayPrint))}>
      {mayPrint && <PrintPacks model={model} context={context} />}
      {isHomeAffairs && campaign.stage === 'collecting' && <Desks context={context} />}
      <WhenLoaded state={model.reconciliation}>
        {(shown) =>
          shown.strata.length === 0 ? <p>{t('paper.none')}</p> : <Minutes shown={shown} />
        }
      </WhenLoaded>
      {isHomeAffairs && found && <DoubleEntry model={model} />}
    </Screen>
  );
}

function todoOf({ strata }: Reconciliation, mayPrint: boolean): string {
  if (strata.length === 0) return mayPrint ? 'paper.todo_print' : 'paper.todo_none';
  const isOpen = strata.some(({ strips, entered, blank }) => strips > entered + blank);
  return isOpen ? 'paper.todo_missing' : 'paper.todo_agree';
}

const Desks = ({ context }: { readonly context: PageContext }) => (
  <div class="buttons">
    <ButtonLink href={context.linkTo('receive_strips')}>{t('paper.receive_title')}</ButtonLink>
    <ButtonLink href={context.linkTo('enter_forms')}>{t('paper.enter_title')}</ButtonLink>
    <ButtonLink href={context.linkTo('scan_forms')}>{t('scans.title')}</ButtonLink>
  </div>
);

function Minutes({ shown }: { readonly shown: Reconciliation }) {
  const total = sumOf(shown.strata);
  return (
    <>
      <p class="sum-line">
        {t('paper.sum', {
          strips: wholeNumber(total.strips),
          forms: wholeNumber(total.entered),
          blank: wholeNumber(total.blank),
          surplus: wholeNumber(total.surplus),
        })}
      </p>
      <Table
        caption={t('paper.caption')}
        rows={shown.strata}
        keyOf={({ stratum }) => stratum}
        columns={stratumColumns()}
      />
      {shown.clerks.length > 0 && (
        <Table
          caption={t('paper.clerks', { percent: shown.doublePercent })}
          rows={shown.clerks}
          keyOf={({ name, isScanned }) => `${name} ${isScanned}`}
          columns={clerkColumns()}
        />
      )}
      <div class="buttons">
        <Button onPress={() => print()}>{t('paper.print_minutes')}</Button>
      </div>
      <p class="signatures">{t('paper.signatures')}</p>
    </>
  );
}

const COUNTS = [
  'packs',
  'strips',
  'answeredBefore',
  'entered',
  'inWork',
  'blank',
  'surplus',
] as const;

function stratumColumns(): ColumnOf<ReconciledStratum>[] {
  return [
    {
      key: 'stratum',
      heading: t('paper.group'),
      cell: ({ agencyName, fieldName }) => `${agencyName} · ${fieldName}`,
    },
    ...COUNTS.map((name) => ({
      key: name,
      heading: t(`paper.count.${name}`),
      isNumeric: true,
      cell: (row: ReconciledStratum) => wholeNumber(row[name]),
    })),
  ];
}

function clerkColumns(): ColumnOf<Reconciliation['clerks'][number]>[] {
  return [
    {
      key: 'name',
      heading: t('paper.clerk'),
      cell: ({ name, isScanned }) => (isScanned ? t('paper.by_scan', { name }) : name),
    },
    {
      key: 'forms',
      heading: t('paper.clerk_forms'),
      isNumeric: true,
      cell: ({ forms }) => wholeNumber(forms),
    },
    {
      key: 'wrong',
      heading: t('paper.clerk_wrong'),
      isNumeric: true,
      cell: ({ itemsCompared, itemsWrong }) =>
        itemsCompared === 0 ? t('paper.not_compared') : percent(itemsWrong / itemsCompared),
    },
    {
      key: 'watched',
      heading: t('paper.clerk_rule'),
      cell: ({ isWatched }) => t(isWatched ? 'paper.all_twice' : 'paper.by_share'),
    },
  ];
}

const sumOf = (strata: readonly ReconciledStratum[]) =>
  Object.fromEntries(
    COUNTS.map((name) => [name, strata.reduce((sum, row) => sum + row[name], 0)]),
  ) as Record<(typeof COUNTS)[number], number>;
