import type { Plan } from '#contract/samples.ts';
import { downloadPlan } from '#contract/samples.ts';
import { addressOf } from '../../api.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { moment } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';

/** The published plan: who, when, both hashes for the paper copy, and from when dice may be rolled. */
export function PlanFacts({
  plan,
  context,
}: {
  readonly plan: Plan;
  readonly context: PageContext;
}) {
  return (
    <Notice
      kind="success"
      title={t('design.published', { at: moment(plan.publishedAt), by: plan.publishedBy })}
    >
      <p>
        {t('freeze.hash')}: <code class="hash">{plan.frameSha256}</code>
      </p>
      <p>
        {t('design.hash')}: <code class="hash">{plan.sha256}</code>
      </p>
      <p>{t('design.allowed_from', { from: moment(plan.drawAllowedFrom) })}</p>
      <div class="buttons">
        <ButtonLink kind="primary" href={context.linkTo('draw')}>
          {t('menu.draw')}
        </ButtonLink>
        <ButtonLink
          href={addressOf(downloadPlan.path, { campaignId: context.campaign.id })}
          download
        >
          {t('design.download')}
        </ButtonLink>
      </div>
    </Notice>
  );
}
