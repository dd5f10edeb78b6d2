import type { Plan } from '#contract/samples.ts';
import { downloadPlan } from '#contract/samples.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { moment, wholeNumber } from '../../ui/words.ts';

/** Between the locking of the plan and the draw: what cannot change any more, and how anybody can hold us to it. */
export function LockedPlan(props: { readonly plan: Plan; readonly campaignId: string }) {
  const { plan, campaignId } = props;
  const sum = (count: 'population' | 'sample' | 'reserves') =>
    wholeNumber(plan.strata.reduce((total, stratum) => total + stratum[count], 0));
  const facts = [
    ['locked', moment(plan.publishedAt)],
    ['draw_from', moment(plan.drawAllowedFrom)],
    ['people', sum('population')],
    ['sample', sum('sample')],
    ['reserves', sum('reserves')],
    ['strata', wholeNumber(plan.strata.length)],
  ] as const;
  return (
    <>
      <p class="lead">{t('plan.lead')}</p>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`plan.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('draw.frame_hash')}</dt>
          <dd>
            <code>{plan.frameSha256}</code>
          </dd>
        </div>
        <div>
          <dt>{t('draw.plan_hash')}</dt>
          <dd>
            <code>{plan.sha256}</code>
          </dd>
        </div>
      </dl>
      <p>{t('plan.write_down')}</p>
      <div class="buttons">
        <ButtonLink href={addressOf(downloadPlan.path, { campaignId })} download>
          {t('plan.file')}
        </ButtonLink>
      </div>
    </>
  );
}
