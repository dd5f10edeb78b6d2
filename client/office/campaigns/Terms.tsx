import { useSignal } from '@preact/signals';
import { useCallback, useMemo } from 'preact/hooks';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { changeCampaign, openFrame } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { createAct } from '../act.ts';
import { ConfirmedAct } from '../ConfirmedAct.tsx';
import type { Desk, ScreenProps } from '../desk.ts';
import { go } from '../router.ts';
import { Screen } from '../Screen.tsx';
import { StageLine } from '../StageLine.tsx';
import { TermsEditor } from './TermsEditor.tsx';
import { TermsTable } from './TermsTable.tsx';
import { draftOf } from './terms-form.ts';

/** The campaign's terms: editable while it is a draft, a table of what was decided afterwards. */
export function Terms({ desk }: ScreenProps) {
  const { campaign } = desk;
  const isDraft = campaign.stage === 'draft';
  return (
    <Screen title={campaign.name} todo={t(isDraft ? 'terms.todo_draft' : 'terms.todo_fixed')}>
      <StageLine stage={campaign.stage} />
      {isDraft ? (
        <DraftTerms desk={desk} />
      ) : (
        <>
          <p class="buttons">
            <ButtonLink kind="primary" href={desk.places.tasks}>
              {t('terms.to_tasks')}
            </ButtonLink>
          </p>
          <TermsTable campaign={campaign} />
        </>
      )}
    </Screen>
  );
}

function DraftTerms({ desk }: { readonly desk: Desk }) {
  const { ask, campaign, refresh, places } = desk;
  const wasSaved = useSignal(false);
  const save = useCallback(
    async (terms: CampaignTerms) => {
      await ask(changeCampaign, { params: { campaignId: campaign.id }, body: terms });
      wasSaved.value = true;
      await refresh();
    },
    [ask, campaign.id, refresh, wasSaved],
  );
  const open = useMemo(
    () => createAct(() => ask(openFrame, { params: { campaignId: campaign.id } })),
    [ask, campaign.id],
  );
  return (
    <>
      <div class="buttons">
        <ConfirmedAct
          act={open}
          label={t('terms.open_frame')}
          title={t('terms.open_title')}
          busy={t('app.busy')}
          run={() => open.run()}
          onDone={async () => {
            await refresh();
            go(places.board);
          }}
        >
          <p>{t('terms.open_body')}</p>
        </ConfirmedAct>
      </div>
      {wasSaved.value && <Notice kind="success" title={t('terms.saved')} />}
      <TermsEditor
        ask={ask}
        initial={draftOf(campaign)}
        button={t('terms.save')}
        isSecondary
        save={save}
      />
    </>
  );
}
