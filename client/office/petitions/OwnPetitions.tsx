import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { OwnPetition } from '#contract/petitions.ts';
import { answerPetition, listOwnPetitions } from '#contract/petitions.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField } from '../../ui/Field.tsx';
import { createLoaded } from '../../ui/loaded.ts';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import { createAct } from '../page/act.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { Ask } from '../page/session.ts';

/** What an agency is to answer: masked, without contact, with its last day. */
export function OwnPetitions({ context, params, title }: ScreenProps) {
  const agencyCode = params.agencyCode ?? '';
  const { ask, campaign } = context;
  const model = useMemo(
    () => createOwn(ask, campaign.id, agencyCode),
    [ask, campaign.id, agencyCode],
  );
  useEffect(() => {
    model.petitions.load();
  }, [model]);
  const found = model.petitions.value.value;
  const open = found?.filter(({ state }) => state === 'assigned').length ?? 0;
  return (
    <Screen
      title={t(title)}
      todo={
        found && t(open > 0 ? 'petitions.own_todo' : 'petitions.own_none', { n: wholeNumber(open) })
      }
    >
      <p>{t('petitions.own_about')}</p>
      <RefusalNotice failure={model.answer.failure.value} />
      <WhenLoaded state={model.petitions}>
        {(petitions) => (
          <ol class="review">
            {petitions.map((petition) => (
              <OwnSheet
                key={`${petition.id} ${petition.state}`}
                model={model}
                petition={petition}
              />
            ))}
          </ol>
        )}
      </WhenLoaded>
    </Screen>
  );
}

function createOwn(ask: Ask, campaignId: string, agencyCode: string) {
  const params = { campaignId, agencyCode };
  const petitions = createLoaded(async () => (await ask(listOwnPetitions, { params })).petitions);
  const answer = createAct(async (petitionId: string, words: string) => {
    await ask(answerPetition, { params: { ...params, petitionId }, body: { answer: words } });
    await petitions.load();
    return petitionId;
  });
  return { petitions, answer };
}

function OwnSheet(props: {
  readonly model: ReturnType<typeof createOwn>;
  readonly petition: OwnPetition;
}) {
  const { model, petition } = props;
  const { id, state, masked, dueOn, isOverdue, note } = petition;
  const words = useSignal(petition.answer ?? '');
  return (
    <li class="panel">
      <h2>{t(`petitions.kind.${petition.kind}`)}</h2>
      <blockquote class="verbatim">{masked}</blockquote>
      {dueOn && (
        <p>{t(isOverdue ? 'petitions.own_late' : 'petitions.own_due', { due: day(dueOn) })}</p>
      )}
      {note && <p>{t('petitions.note', { note })}</p>}
      {state === 'assigned' ? (
        <>
          <LongTextField
            label={t('petitions.own_answer')}
            hint={t('petitions.own_hint')}
            value={words.value}
            onInput={into(words)}
          />
          {words.value.trim() && (
            <div class="buttons">
              <Button
                kind="primary"
                isBusy={model.answer.isBusy.value}
                busyLabel={t('app.busy')}
                onPress={() => model.answer.run(id, words.value)}
              >
                {t('petitions.own_send')}
              </Button>
            </div>
          )}
        </>
      ) : (
        <>
          <blockquote class="verbatim">{petition.answer}</blockquote>
          <p>{t(`petitions.own_state.${state}`)}</p>
        </>
      )}
    </li>
  );
}
