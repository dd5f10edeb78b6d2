import { useSignal } from '@preact/signals';
import { CHECK_DICE_DIGITS } from '#contract/register-checks.ts';
import { t } from '../../../i18n.ts';
import { Button } from '../../../ui/Button.tsx';
import { into, TextField } from '../../../ui/Field.tsx';
import { RefusalNotice } from '../../../ui/RefusalNotice.tsx';
import { moment, wholeNumber } from '../../../ui/words.ts';
import type { Act } from '../../page/act.ts';

export interface LockedRegister {
  readonly population: number;
  readonly lockedAt: string;
  readonly lockSha256: string | null;
  readonly name?: string;
}

/** What is locked, for the witnesses to read before the dice, and the dice. */
export function RollDice(props: {
  readonly locked: readonly LockedRegister[];
  readonly draw: Act<[dice: string], unknown>;
  readonly mayDraw: boolean;
  /** The screen is about nothing else. */
  readonly isMain?: boolean;
}) {
  const { locked, draw, mayDraw, isMain } = props;
  const Heading = isMain ? 'h2' : 'h3';
  const dice = useSignal('');
  const isWrong = useSignal(false);
  async function send(event: Event) {
    event.preventDefault();
    const digits = dice.value.replaceAll(/\s/gu, '');
    isWrong.value = !/^\d+$/u.test(digits) || digits.length < CHECK_DICE_DIGITS;
    if (!isWrong.value) await draw.run(digits);
  }
  return (
    <section>
      <Heading>{t('register_check.locked_title')}</Heading>
      <ul>
        {locked.map(({ population, lockedAt, lockSha256, name }) => (
          <li key={lockSha256}>
            {name && `${name}: `}
            {t('register_check.locked_line', {
              all: wholeNumber(population),
              at: moment(lockedAt),
            })}
            <br />
            {t('register_check.lock')}: <code class="hash">{lockSha256}</code>
          </li>
        ))}
      </ul>
      {mayDraw && (
        <form class="panel" onSubmit={send}>
          <RefusalNotice failure={draw.failure.value} />
          <TextField
            label={t('register_check.dice')}
            hint={t('register_check.dice_hint')}
            inputmode="numeric"
            value={dice.value}
            wrong={isWrong.value ? t('register_check.dice_wrong') : undefined}
            onInput={into(dice)}
          />
          <Button
            type="submit"
            {...(isMain && { kind: 'primary' as const })}
            isBusy={draw.isBusy.value}
            busyLabel={t('register_check.drawing')}
          >
            {t('register_check.draw')}
          </Button>
        </form>
      )}
    </section>
  );
}
