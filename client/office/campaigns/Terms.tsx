import { useSignal } from '@preact/signals';
import { useCallback, useMemo } from 'preact/hooks';
import type { CampaignTerms } from '#contract/campaigns.ts';
import { changeCampaign, openFrame } from '#contract/campaigns.ts';
import { deleteCampaign } from '#contract/terms-changes.ts';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { createAct } from '../page/act.ts';
import { ConfirmedAct } from '../page/ConfirmedAct.tsx';
import type { PageContext, ScreenProps } from '../page/page-context.ts';
import { go } from '../page/router.ts';
import { Screen } from '../page/Screen.tsx';
import { StageLine } from '../page/StageLine.tsx';
import { CalendarWarnings } from './CalendarWarnings.tsx';
import { TermsChanges } from './TermsChanges.tsx';
import { TermsEditor } from './TermsEditor.tsx';
import { TermsTable } from './TermsTable.tsx';
import { draftOf } from './terms-form.ts';

/** The campaign's terms: editable while it is a draft, a table of what was decided afterwards. */
export function Terms({ context, title }: ScreenProps) {
  const { campaign } = context;
  const isDraft = campaign.stage === 'draft';
  return (
    <Screen
      title={t(title, { name: campaign.name })}
      todo={t(isDraft ? 'terms.todo_draft' : 'terms.todo_fixed')}
    >
      <StageLine stage={campaign.stage} />
      <CalendarWarnings campaign={campaign} />
      {isDraft ? (
        <DraftTerms context={context} />
      ) : (
        <>
          <p class="buttons">
            <ButtonLink kind="primary" href={context.linkTo('tasks')}>
              {t('terms.to_tasks')}
            </ButtonLink>
          </p>
          <TermsTable campaign={campaign} />
          <TermsChanges context={context} />
        </>
      )}
    </Screen>
  );
}

function DraftTerms({ context }: { readonly context: PageContext }) {
  const { ask, campaign, refresh, linkTo } = context;
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
  const remove = useMemo(
    () =>
      createAct(async () => {
        await ask(deleteCampaign, { params: { campaignId: campaign.id } });
        return true;
      }),
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
            go(linkTo('board'));
          }}
        >
          <p>{t('terms.open_body')}</p>
        </ConfirmedAct>
        <ConfirmedAct
          act={remove}
          label={t('terms.delete')}
          title={t('terms.delete_title')}
          busy={t('app.busy')}
          isSecondary
          run={() => remove.run()}
          onDone={async () => {
            go(linkTo('campaigns'));
            await refresh();
          }}
        >
          <p>{t('terms.delete_body')}</p>
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
