import { useEffect, useMemo } from 'preact/hooks';
import { getTabulationPlan } from '#contract/tabulation.ts';
import { Refusal } from '../../api.ts';
import { t } from '../../i18n.ts';
import { groupingName } from '../../ui/group-names.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';

/** Which tables the count will make: fixed with the sample plan, so that nobody fishes afterwards. */
export function TabulationFacts({ context }: { readonly context: PageContext }) {
  const { ask, campaign } = context;
  const tabulation = useMemo(
    () => createLoaded(() => tabulationOrNone(ask, campaign.id)),
    [ask, campaign.id],
  );
  useEffect(() => {
    tabulation.load();
  }, [tabulation]);
  return (
    <section class="panel">
      <h2>{t('tabulation.title')}</h2>
      <p>{t('tabulation.what')}</p>
      <WhenLoaded state={tabulation}>
        {(reply) => {
          // A sample plan of before there were tabulation plans: the count makes all tables.
          if (!reply) return <p>{t('tabulation.none')}</p>;
          const { plan, sha256, questions, disclosureThreshold } = reply;
          const labelOf = new Map(questions.map(({ code, label }) => [code, label]));
          const named = (code: string) =>
            groupingName({ grouping: code, label: labelOf.get(code) ?? null });
          const outside = plan.questions.filter((code) => !plan.groupings.includes(code));
          return (
            <>
              <h3>{t('tabulation.groups')}</h3>
              <ul>
                {plan.groupings.map((code) => (
                  <li key={code}>{named(code)}</li>
                ))}
              </ul>
              <details>
                <summary>{t('tabulation.questions', { n: wholeNumber(outside.length) })}</summary>
                <ul>
                  {outside.map((code) => (
                    <li key={code}>{named(code)}</li>
                  ))}
                </ul>
              </details>
              <dl class="facts">
                <div>
                  <dt>{t('tabulation.fewest')}</dt>
                  <dd>{wholeNumber(plan.fewestInGroup)}</dd>
                </div>
                <div>
                  <dt>{t('tabulation.class')}</dt>
                  <dd>{wholeNumber(disclosureThreshold)}</dd>
                </div>
                <div>
                  <dt>{t('tabulation.hash')}</dt>
                  <dd>
                    <code class="hash">{sha256}</code>
                  </dd>
                </div>
              </dl>
            </>
          );
        }}
      </WhenLoaded>
    </section>
  );
}

async function tabulationOrNone(ask: Ask, campaignId: string) {
  try {
    return await ask(getTabulationPlan, { params: { campaignId } });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'plan_not_published') return null;
    throw error;
  }
}
