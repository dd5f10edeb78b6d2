import { useSignal } from '@preact/signals';
import type { TotalDifference, TotalSource } from '#contract/stated-totals.ts';
import { TOTALS } from '#contract/stated-totals.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { moment, percent, wholeNumber } from '../../../ui/words.ts';
import type { CompletenessModel } from './completeness.ts';
import { NoteForm } from './NoteForm.tsx';

type Totals = NonNullable<CompletenessModel['completeness']['value']['value']>['totals'];

/** The one-stop system's own figures beside the list's, each difference as a sentence. */
export function StatedTotals(props: {
  readonly model: CompletenessModel;
  readonly totals: Totals;
  readonly mayState: boolean;
  /** Whose statement the reader may change; the other side's stays as it is. */
  readonly ownSource: TotalSource;
  readonly mayExplain: boolean;
  /** To type them in is the next step. */
  readonly isNext: boolean;
  /** To explain a difference is. */
  readonly isNoteNext: boolean;
}) {
  const { model, totals, mayState, ownSource, mayExplain, isNext } = props;
  const hasDifference = totals.statements.some(({ differences }) =>
    differences.some(({ isTolerable }) => !isTolerable),
  );
  return (
    <section>
      <h2>{t('completeness.totals')}</h2>
      {totals.statements.length === 0 && <p>{t('completeness.totals_none')}</p>}
      {totals.statements.map(({ source, statedAt, differences }) => (
        <section key={source}>
          <h3>{t(`completeness.stated_by_${source}`, { at: moment(statedAt) })}</h3>
          {differences.length > 0 && (
            <ul>
              {differences.map((difference) => (
                <li key={difference.name}>{differenceWords(difference)}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {mayState && <Form {...{ model, totals, ownSource, isNext }} />}
      {hasDifference && (
        <NoteForm
          model={model}
          about="totals"
          note={totals.note}
          mayExplain={mayExplain}
          isNext={props.isNoteNext}
        />
      )}
    </section>
  );
}

function differenceWords({ name, stated, listed, isTolerable }: TotalDifference): string {
  const difference = listed - stated;
  const key = difference === 0 ? 'equal' : isTolerable ? 'near' : difference < 0 ? 'fewer' : 'more';
  return t(`completeness.total_${key}`, {
    what: t(`completeness.total_${name}`),
    stated: wholeNumber(stated),
    listed: wholeNumber(listed),
    n: wholeNumber(Math.abs(difference)),
    share: percent(stated === 0 ? 1 : Math.abs(difference) / stated),
  });
}

function Form(props: {
  readonly model: CompletenessModel;
  readonly totals: Totals;
  readonly ownSource: TotalSource;
  readonly isNext: boolean;
}) {
  const { model, totals, ownSource, isNext } = props;
  const own = totals.statements.find(({ source }) => source === ownSource);
  const typed = useSignal<Readonly<Record<string, string>>>(
    Object.fromEntries(
      TOTALS.flatMap((name) => {
        const figure = own?.[name] ?? null;
        return figure === null ? [] : [[name, wholeNumber(figure)]];
      }),
    ),
  );
  const wasSent = useSignal(false);
  const numberOf = (name: string) => {
    const digits = (typed.value[name] ?? '').replaceAll(/[\s.]/g, '');
    return /^\d{1,8}$/.test(digits) ? Number(digits) : null;
  };
  const isWrong = (name: string) =>
    name === 'returned'
      ? numberOf(name) === null
      : Boolean(typed.value[name]?.trim()) && numberOf(name) === null;
  async function send(event: Event) {
    event.preventDefault();
    wasSent.value = true;
    const returned = numberOf('returned');
    if (returned === null || TOTALS.some(isWrong)) return;
    const stated = { received: numberOf('received'), returned, late: numberOf('late') };
    if (await model.state.run(stated)) wasSent.value = false;
  }
  return (
    <form onSubmit={send}>
      <RefusalNotice failure={model.state.failure.value} />
      <p class="hint">{t('completeness.totals_hint')}</p>
      <div class="filters">
        {TOTALS.map((name) => (
          <TextField
            key={name}
            label={t(`completeness.state_${name}`)}
            inputmode="numeric"
            isShort
            value={typed.value[name] ?? ''}
            wrong={wasSent.value && isWrong(name) ? t('completeness.number_wrong') : undefined}
            onInput={(value) => {
              typed.value = { ...typed.value, [name]: value };
            }}
          />
        ))}
      </div>
      <Button
        type="submit"
        {...(isNext && { kind: 'primary' as const })}
        isBusy={model.state.isBusy.value}
        busyLabel={t('app.saving')}
      >
        {t('completeness.keep_totals')}
      </Button>
    </form>
  );
}
