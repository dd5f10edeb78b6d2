import type { Completeness } from '#contract/completeness.ts';
import type { VanishedDossier } from '#contract/vanished-dossiers.ts';
import { t } from '../../../i18n.ts';
import { Paging } from '../../../ui/Paging.tsx';
import type { ColumnOf } from '../../../ui/Table.tsx';
import { Table } from '../../../ui/Table.tsx';
import { day, wholeNumber } from '../../../ui/words.ts';
import { WhenLoaded } from '../../page/Screen.tsx';
import { ChangedColumns } from './ChangedColumns.tsx';
import type { CompletenessModel } from './completeness.ts';
import { ExplainVanished } from './ExplainVanished.tsx';

/** What the newer list added, changed and lost; each lost dossier needs a reason. */
export function VanishedDossiers(props: {
  readonly model: CompletenessModel;
  readonly change: Completeness['change'];
  /** Nothing was handed in before. */
  readonly isFirst: boolean;
  readonly mayExplain: boolean;
  /** To say why names or phones changed is the next step. */
  readonly isNoteNext: boolean;
}) {
  const { model, change, mayExplain } = props;
  if (!change) return null;
  const { added, vanished, changed, missing, unexplained, reasons } = change;
  return (
    <section>
      <h2>{t('completeness.change')}</h2>
      <p>
        {props.isFirst
          ? t('completeness.change_first')
          : t('completeness.change_words', {
              added: wholeNumber(added),
              vanished: wholeNumber(vanished),
              changed: wholeNumber(changed),
            })}
      </p>
      <ChangedColumns
        model={model}
        change={change}
        mayExplain={mayExplain}
        isNoteNext={props.isNoteNext}
      />
      {missing > 0 && (
        <>
          <p>
            {t('completeness.missing_words', {
              n: wholeNumber(missing),
              open: wholeNumber(unexplained),
            })}
          </p>
          {reasons.length > 0 && (
            <ul>
              {reasons.map((given) => (
                <li key={given.reason}>{reasonWords(given)}</li>
              ))}
            </ul>
          )}
          <Dossiers model={model} mayExplain={mayExplain} />
          {mayExplain && unexplained > 0 && (
            <ExplainVanished model={model} unexplained={unexplained} />
          )}
        </>
      )}
    </section>
  );
}

type GivenReason = NonNullable<Completeness['change']>['reasons'][number];

/** What speaks against a reason is beside it: who is left out by it, and whether the second entry is there. */
function reasonWords({ reason, dossiers, unhappy, withTwin }: GivenReason): string {
  const values = { reason: t(`vanishing.${reason}`), n: wholeNumber(dossiers) };
  const words = [t('completeness.reason_words', { ...values, unhappy: wholeNumber(unhappy) })];
  if (reason === 'entered_twice' && withTwin < dossiers)
    words.push(t('completeness.reason_twins', { n: wholeNumber(dossiers - withTwin) }));
  return words.join(' ');
}

function Dossiers(props: { readonly model: CompletenessModel; readonly mayExplain: boolean }) {
  const { model, mayExplain } = props;
  return (
    <WhenLoaded state={model.vanished}>
      {(found) =>
        found && (
          <>
            <Table
              caption={t('completeness.vanished_caption', { n: wholeNumber(found.total) })}
              isStale={model.vanished.isLoading.value}
              rows={found.dossiers}
              keyOf={(dossier) => dossier.code}
              columns={columnsOf(model, mayExplain)}
            />
            <Paging
              page={model.page.value}
              pages={model.pages.value}
              label={t('app.pages')}
              words={(page, pages) => t('app.page', { page, pages })}
              back={t('app.page_back')}
              on={t('app.page_on')}
              onTurn={model.turn}
            />
          </>
        )
      }
    </WhenLoaded>
  );
}

const columnsOf = (model: CompletenessModel, mayExplain: boolean): ColumnOf<VanishedDossier>[] => [
  {
    key: 'code',
    heading: t('completeness.code'),
    cell: (dossier) =>
      mayExplain ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={model.chosen.value.has(dossier.code)}
            onChange={() => model.choose(dossier.code)}
          />
          <span>{dossier.code}</span>
        </label>
      ) : (
        dossier.code
      ),
  },
  { key: 'field', heading: t('agency.field'), cell: (dossier) => dossier.field },
  {
    key: 'returned',
    heading: t('completeness.returned_on'),
    cell: ({ returnedOn }) => (returnedOn ? day(returnedOn) : ''),
  },
  {
    key: 'signs',
    heading: t('completeness.signs'),
    cell: ({ isLate, isRefused }) =>
      [isLate && t('completeness.is_late'), isRefused && t('completeness.is_refused')]
        .filter(Boolean)
        .join(', '),
  },
  {
    key: 'reason',
    heading: t('completeness.reason'),
    cell: ({ reason, note }) =>
      reason
        ? [t(`vanishing.${reason}`), note].filter(Boolean).join(': ')
        : t('completeness.no_reason'),
  },
];
