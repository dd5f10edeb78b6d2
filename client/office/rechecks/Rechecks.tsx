import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { CheckedTables } from './CheckedTables.tsx';
import { Draws } from './Draws.tsx';
import { createRechecks, todoOf } from './rechecks.ts';
import { SignsTable } from './SignsTable.tsx';
import { Voidings } from './Voidings.tsx';

/** Who was asked again, what they said, what looks unusual, and what is voided before the count. */
export function Rechecks({ context, title }: ScreenProps) {
  const { ask, campaign, staff, linkTo } = context;
  const model = useMemo(() => createRechecks(ask, campaign.id), [ask, campaign.id]);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'collecting';
  const mayDraw = isOpen && staff.role === 'home_affairs';
  const waiting = model.found.value.value?.waiting ?? 0;
  return (
    <Screen
      title={t(title)}
      todo={
        model.found.value.value &&
        t(`rechecks.${todoOf(model, staff.role)}`, { n: wholeNumber(waiting) })
      }
    >
      <p>{t('rechecks.what')}</p>
      {mayDraw && waiting > 0 && (
        <p class="buttons">
          <ButtonLink href={linkTo('recheck_calls')}>{t('recheck_calls.title')}</ButtonLink>
        </p>
      )}
      <WhenLoaded state={model.found}>
        {(found) => (
          <>
            <Draws model={model} found={found} campaignId={campaign.id} mayDraw={mayDraw} />
            <CheckedTables found={found} />
          </>
        )}
      </WhenLoaded>
      <WhenLoaded state={model.signs}>{(signs) => <SignsTable signs={signs} />}</WhenLoaded>
      <WhenLoaded state={model.voidings}>
        {(voidings) => (
          <Voidings
            model={model}
            voidings={voidings}
            mayPropose={mayDraw}
            mayDecide={isOpen && staff.role === 'observer'}
          />
        )}
      </WhenLoaded>
    </Screen>
  );
}
