import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { RegisterCheck } from '#contract/register-checks.ts';
import { CHECK_CONFIDENCE } from '#contract/register-checks.ts';
import { registerCheckSize } from '#sampling/quality/register-check.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { moment, percent, wholeNumber } from '../../../ui/words.ts';
import type { Ask } from '../../page/session.ts';
import { FillCheck, isCount } from './FillCheck.tsx';
import { RollDice } from './RollDice.tsx';
import type { RegisterChecksModel } from './register-checks.ts';
import { createRegisterChecks } from './register-checks.ts';

/** Entries of the counter's register, drawn by dice, that are looked up in the list. */
export function RegisterChecks(props: {
  readonly ask: Ask;
  readonly campaignId: string;
  readonly agencyCode: string;
  readonly mayDraw: boolean;
}) {
  const { ask, campaignId, agencyCode, mayDraw } = props;
  const model = useMemo(
    () => createRegisterChecks(ask, campaignId, agencyCode),
    [ask, campaignId, agencyCode],
  );
  useEffect(() => {
    model.checks.load();
  }, [model]);
  const checks = model.checks.value.value?.checks ?? [];
  if (checks.length === 0 && !mayDraw) return null;
  const isWaiting = checks.some(({ drawnAt, result }) => drawnAt !== null && result === null);
  return (
    <section>
      <h2>{t('register_check.title')}</h2>
      <p class="hint">{t('register_check.hint')}</p>
      {checks.map((check) =>
        check.drawnAt === null ? (
          <RollDice key={check.id} locked={[check]} draw={model.draw} mayDraw={mayDraw} />
        ) : (
          <Check key={check.id} model={model} check={check} mayFill={mayDraw} />
        ),
      )}
      {mayDraw && !isWaiting && <LockForm model={model} isFolded={checks.length > 0} />}
    </section>
  );
}

function Check(props: {
  readonly model: RegisterChecksModel;
  readonly check: RegisterCheck;
  readonly mayFill: boolean;
}) {
  const { model, check, mayFill } = props;
  const { positions, population, share, dice, lockedAt, drawnAt, result } = check;
  return (
    <>
      <p>
        {t('register_check.drawn', {
          n: wholeNumber(positions.length),
          all: wholeNumber(population),
          share: percent(share),
          at: moment(drawnAt ?? lockedAt),
        })}{' '}
        {result &&
          t('register_check.result', {
            absent: wholeNumber(result.absent),
            n: wholeNumber(positions.length),
            unhappy: wholeNumber(result.unhappy),
            most: percent(result.atMost),
          })}
        {result && result.absent > 0 && <small class="mark">{t('register_check.ask')}</small>}
      </p>
      {result?.note && <blockquote class="verbatim">{result.note}</blockquote>}
      <details open={result === null}>
        <summary>{t('register_check.positions')}</summary>
        <p>{positions.map(wholeNumber).join(', ')}</p>
        <p class="hint">{t('register_check.dice_rolled', { dice: dice ?? '' })}</p>
      </details>
      {mayFill && result === null && (
        <FillCheck act={model.fill} checkId={check.id} kind="primary" />
      )}
    </>
  );
}

function LockForm(props: { readonly model: RegisterChecksModel; readonly isFolded: boolean }) {
  const { model, isFolded } = props;
  const [population, share] = [useSignal(''), useSignal('3')];
  const wrong = useSignal<'population' | 'share' | undefined>(undefined);
  async function send(event: Event) {
    event.preventDefault();
    const percentage = Number(share.value.replace(',', '.'));
    wrong.value = !isCount(population.value)
      ? 'population'
      : !(percentage >= 0.5 && percentage <= 50)
        ? 'share'
        : undefined;
    if (!wrong.value) await model.lock.run(Number(population.value), percentage);
  }
  const entries = Number(population.value);
  const wanted = Number(share.value.replace(',', '.')) / 100;
  const size =
    isCount(population.value) && entries > 0 && wanted >= 0.005 && wanted <= 0.5
      ? registerCheckSize({ population: entries, share: wanted, confidence: CHECK_CONFIDENCE })
      : null;
  const field = (name: 'population' | 'share', box: typeof population) => (
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
    <details open={!isFolded}>
      <summary>{t('register_check.lock_title')}</summary>
      <form class="panel" onSubmit={send}>
        <RefusalNotice failure={model.lock.failure.value} />
        {field('population', population)}
        {field('share', share)}
        {size !== null && (
          <p role="status">
            {t('register_check.will_draw', { n: wholeNumber(size), share: percent(wanted) })}
          </p>
        )}
        <Button type="submit" isBusy={model.lock.isBusy.value} busyLabel={t('app.saving')}>
          {t('register_check.lock_numbers')}
        </Button>
      </form>
    </details>
  );
}
