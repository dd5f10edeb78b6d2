import { useCallback, useMemo } from 'preact/hooks';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { openCampaign } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import type { OfficeScreenProps } from '../page/page-context.ts';
import { go } from '../page/router.ts';
import { Screen } from '../page/Screen.tsx';
import { TermsEditor } from './TermsEditor.tsx';
import { defaultTerms } from './terms-form.ts';

export function NewCampaign({ context, title }: OfficeScreenProps) {
  const { ask, campaigns, linkTo, refresh } = context;
  const latest = campaigns[0];
  const initial = useMemo(() => defaultTerms(location.host, latest), [latest]);
  const save = useCallback(
    async (terms: CampaignTerms) => {
      const campaign = await ask(openCampaign, { body: terms });
      await refresh();
      go(linkTo('terms', { campaignId: campaign.id }));
    },
    [ask, linkTo, refresh],
  );
  return (
    <Screen title={t(title)} todo={t('terms.todo_new')}>
      <TermsEditor ask={ask} initial={initial} button={t('terms.create')} save={save} />
    </Screen>
  );
}
