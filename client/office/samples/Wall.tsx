import { useEffect } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { PageContext } from '../page/page-context.ts';
import { Screen } from '../page/Screen.tsx';
import type { CeremonyModel } from './ceremony.ts';
import { STEPS } from './ceremony.ts';
import { DiceStep } from './DiceStep.tsx';
import { DIGITS } from './dice.ts';
import { Hashes } from './Hashes.tsx';
import { HashStep } from './HashStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RollCall } from './RollCall.tsx';
import { SealStep } from './SealStep.tsx';

/** Operator's laptop and wall show this same page: dark, no menu, no name of anybody who is drawn. */
export function Wall({
  model,
  context,
}: {
  readonly model: CeremonyModel;
  readonly context: PageContext;
}) {
  useEffect(() => {
    document.documentElement.dataset.wall = 'on';
    return () => {
      delete document.documentElement.dataset.wall;
    };
  }, []);
  const step = model.step.value;
  return (
    <div class="wall">
      <Screen
        key={step}
        title={t('draw.wall_title', { campaign: context.campaign.name })}
        todo={t(`draw.todo_${step}`, {
          next: Math.min(DIGITS, model.dice.digits.value.length + 1),
        })}
      >
        <p class="wall-step">
          {t('draw.step', {
            a: STEPS.indexOf(step) + 1,
            b: STEPS.length,
            name: t(`draw.steps.${step}`),
          })}
        </p>
        {(step === 'dice' || step === 'seal') && <Hashes model={model} />}
        <RefusalNotice failure={model.wrong.value ?? model.seal.failure.value} />
        {step === 'roll_call' && <RollCall model={model} />}
        {step === 'hashes' && <HashStep model={model} />}
        {step === 'dice' && <DiceStep model={model} />}
        {step === 'seal' && <SealStep model={model} />}
        {step === 'result' && <ResultStep model={model} context={context} />}
        {step !== 'result' && (
          <p>
            <a href={context.linkTo('tasks')}>{t('draw.leave')}</a>
          </p>
        )}
      </Screen>
    </div>
  );
}
