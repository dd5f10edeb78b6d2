import { useEffect, useMemo } from 'preact/hooks';
import { PETITION_STATES } from '#contract/petitions.ts';
import { t } from '../../i18n.ts';
import { SelectField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { PetitionSheet } from './PetitionSheet.tsx';
import { createPetitions } from './petitions.ts';

/** Home Affairs reads what citizens ask, masks and assigns it, and approves the answer before its writer reads it. */
export function Petitions({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createPetitions(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.page.load();
  }, [model]);
  const found = model.page.value.value;
  const left = model.left.value;
  return (
    <Screen
      title={t(title)}
      todo={
        found && t(left > 0 ? 'petitions.todo' : 'petitions.todo_none', { n: wholeNumber(left) })
      }
    >
      <p>{t('petitions.about')}</p>
      <RefusalNotice failure={model.assign.failure.value ?? model.decide.failure.value} />
      <SelectField
        label={t('petitions.show')}
        value={model.state.value}
        choices={PETITION_STATES.map((value) => ({
          value,
          label: t(`petitions.state.${value}`, { n: wholeNumber(found?.counts[value] ?? 0) }),
        }))}
        onChange={model.show}
      />
      <WhenLoaded state={model.page}>
        {({ petitions, agencies }) =>
          petitions.length === 0 ? (
            <p>{t('petitions.empty')}</p>
          ) : (
            <ol class="review">
              {petitions.map((petition) => (
                <PetitionSheet
                  key={`${petition.id} ${petition.state}`}
                  model={model}
                  petition={petition}
                  agencies={agencies}
                />
              ))}
            </ol>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}
