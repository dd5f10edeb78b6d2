import { useSignal } from '@preact/signals';
import { useCallback, useMemo } from 'preact/hooks';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { changeCampaign, openFrame } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { createAct } from '../act.ts';
import type { ScreenProps } from '../CampaignRoutes.tsx';
import type { Desk } from '../desk.ts';
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
  const isAsking = useSignal(false);
  const save = useCallback(
    async (terms: CampaignTerms) => {
      await ask(changeCampaign, { params: { campaignId: campaign.id }, body: terms });
      wasSaved.value = true;
      await refresh();
    },
    [ask, campaign.id, refresh, wasSaved],
  );
  const open = useMemo(
    () =>
      createAct(async () => {
        await ask(openFrame, { params: { campaignId: campaign.id } });
        await refresh();
        go(places.board);
      }),
    [ask, campaign.id, refresh, places],
  );
  return (
    <>
      <RefusalNotice failure={open.failure.value} />
      <div class="buttons">
        <Button
          kind="primary"
          onPress={() => {
            isAsking.value = true;
          }}
        >
          {t('terms.open_frame')}
        </Button>
      </div>
      {isAsking.value && (
        <ConfirmDialog
          title={t('terms.open_title')}
          yes={t('terms.open_frame')}
          no={t('app.not_yet')}
          busy={t('app.busy')}
          isBusy={open.isBusy.value}
          onNo={() => {
            isAsking.value = false;
          }}
          onYes={async () => {
            await open.run();
            isAsking.value = false;
          }}
        >
          <p>{t('terms.open_body')}</p>
        </ConfirmDialog>
      )}
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
