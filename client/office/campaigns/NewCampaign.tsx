import { useCallback, useMemo } from 'preact/hooks';
import type { Campaign, CampaignTerms } from '#contract/campaigns.ts';
import { openCampaign } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { placesOf } from '../places.ts';
import { go } from '../router.ts';
import { Screen } from '../Screen.tsx';
import type { Ask } from '../session.ts';
import { TermsEditor } from './TermsEditor.tsx';
import { defaultTerms } from './terms-form.ts';

export function NewCampaign(props: {
  readonly ask: Ask;
  readonly latest: Campaign | undefined;
  readonly refresh: () => Promise<void>;
}) {
  const { ask, latest, refresh } = props;
  const initial = useMemo(() => defaultTerms(location.host, latest), [latest]);
  const save = useCallback(
    async (terms: CampaignTerms) => {
      const campaign = await ask(openCampaign, { body: terms });
      await refresh();
      go(placesOf(campaign.id).terms);
    },
    [ask, refresh],
  );
  return (
    <Screen title={t('campaigns.new')} todo={t('terms.todo_new')}>
      <TermsEditor ask={ask} initial={initial} button={t('terms.create')} save={save} />
    </Screen>
  );
}
