import { useSignal } from '@preact/signals';
import type { Voiding } from '#contract/voidings.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField, SelectField, TextField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, moment, wholeNumber } from '../../ui/words.ts';
import { takerWords } from './CheckedTables.tsx';
import type { RechecksModel } from './rechecks.ts';

/** Home Affairs proposes with a reason, the observer decides; nothing of it after the count. */
export function Voidings(props: {
  readonly model: RechecksModel;
  readonly voidings: readonly Voiding[];
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
}) {
  const { model, voidings, mayPropose, mayDecide } = props;
  return (
    <section>
      <h2>{t('rechecks.voidings')}</h2>
      <p>{t('rechecks.voidings_what')}</p>
      {voidings.map((voiding) => (
        <VoidingFacts
          key={voiding.id}
          model={model}
          voiding={voiding}
          mayDecide={mayDecide && voiding.state === 'proposed'}
        />
      ))}
      {mayPropose && <ProposeForm model={model} />}
    </section>
  );
}

function VoidingFacts(props: {
  readonly model: RechecksModel;
  readonly voiding: Voiding;
  readonly mayDecide: boolean;
}) {
  const { model, voiding, mayDecide } = props;
  const { state, fromDay, toDay, ballots, proposedBy, decidedBy, witness, decidedAt } = voiding;
  return (
    <div class="panel">
      <p>
        {t('rechecks.batch', {
          taker: takerWords(voiding),
          from: day(fromDay),
          to: day(toDay),
          n: wholeNumber(ballots),
        })}
      </p>
      <blockquote class="verbatim">{voiding.reason}</blockquote>
      <p>
        {t('rechecks.proposed_by', { name: proposedBy, at: moment(voiding.proposedAt) })}{' '}
        {voiding.isSecondPersonConfirmed && t('rechecks.second_person')}{' '}
        {decidedAt &&
          t(`rechecks.decision.${state}`, {
            name: decidedBy ?? '',
            witness: witness ?? '',
            at: moment(decidedAt),
          })}
      </p>
      {mayDecide && <DecideForm model={model} voidingId={voiding.id} />}
    </div>
  );
}

function DecideForm(props: { readonly model: RechecksModel; readonly voidingId: string }) {
  const { model, voidingId } = props;
  const witness = useSignal('');
  const isMissing = useSignal(false);
  function decide(isConfirmed: boolean) {
    isMissing.value = witness.value.trim() === '';
    if (!isMissing.value) model.decide.run(voidingId, isConfirmed, witness.value);
  }
  return (
    <>
      <RefusalNotice failure={model.decide.failure.value} />
      <TextField
        label={t('rechecks.decision_witness')}
        wrong={isMissing.value ? t('rechecks.witness_missing') : undefined}
        value={witness.value}
        onInput={into(witness)}
      />
      <div class="buttons">
        <Button kind="primary" isBusy={model.decide.isBusy.value} onPress={() => decide(true)}>
          {t('rechecks.confirm')}
        </Button>
        <Button isBusy={model.decide.isBusy.value} onPress={() => decide(false)}>
          {t('rechecks.refuse')}
        </Button>
      </div>
    </>
  );
}

function ProposeForm({ model }: { readonly model: RechecksModel }) {
  const takers = model.signs.value.value?.takers ?? [];
  const [chosen, reason] = [useSignal(''), useSignal('')];
  const [fromDay, toDay] = [useSignal(''), useSignal('')];
  const isWrong = useSignal(false);
  if (takers.length === 0) return null;
  const keyOf = (row: (typeof takers)[number]) => `${row.door} ${row.takerId}`;
  function choose(key: string) {
    chosen.value = key;
    const taker = takers.find((row) => keyOf(row) === key);
    fromDay.value = taker?.firstDay ?? '';
    toDay.value = taker?.lastDay ?? '';
  }
  async function submit(event: Event) {
    event.preventDefault();
    const taker = takers.find((row) => keyOf(row) === chosen.value);
    isWrong.value = reason.value.trim().length < 10;
    if (!taker || isWrong.value) return;
    const { door, takerId } = taker;
    const days = { fromDay: fromDay.value, toDay: toDay.value };
    if (await model.propose.run({ door, takerId, ...days, reason: reason.value }))
      reason.value = '';
  }
  return (
    <details>
      <summary>{t('rechecks.propose_title')}</summary>
      <form class="panel" onSubmit={submit} noValidate>
        <RefusalNotice failure={model.propose.failure.value} />
        <SelectField
          label={t('rechecks.taker')}
          value={chosen.value}
          choices={[
            { value: '', label: t('rechecks.choose') },
            ...takers.map((row) => ({ value: keyOf(row), label: takerWords(row) })),
          ]}
          onChange={choose}
        />
        <TextField
          label={t('rechecks.from_day')}
          type="date"
          isShort
          value={fromDay.value}
          onInput={into(fromDay)}
        />
        <TextField
          label={t('rechecks.to_day')}
          type="date"
          isShort
          value={toDay.value}
          onInput={into(toDay)}
        />
        <LongTextField
          label={t('rechecks.reason')}
          hint={t('rechecks.reason_hint')}
          wrong={isWrong.value ? t('rechecks.reason_short') : undefined}
          value={reason.value}
          onInput={into(reason)}
        />
        <Button type="submit" isBusy={model.propose.isBusy.value}>
          {t('rechecks.propose')}
        </Button>
      </form>
    </details>
  );
}
