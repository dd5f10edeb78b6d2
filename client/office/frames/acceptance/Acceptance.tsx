import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../../i18n.ts';
import { wholeNumber } from '../../../ui/words.ts';
import { useAgencyName } from '../../page/agency-name.ts';
import type { ScreenProps } from '../../page/page-context.ts';
import { Screen, WhenLoaded } from '../../page/Screen.tsx';
import { AcceptanceState } from './AcceptanceState.tsx';
import { createAcceptance } from './acceptance.ts';
import { todoOf } from './acceptance-todo.ts';
import { DecideOnList } from './DecideOnList.tsx';
import { PastDecisions } from './PastDecisions.tsx';
import { SignedFacts } from './SignedFacts.tsx';
import { SigningAccount } from './SigningAccount.tsx';
import { SignList } from './SignList.tsx';

/** One page of counts: the leader signs under it, Home Affairs accepts or returns, the observer reads. */
export function Acceptance({ context, params, title }: ScreenProps) {
  const { ask, campaign, staff } = context;
  const agencyCode = params.agencyCode ?? '';
  const model = useMemo(
    () => createAcceptance(ask, campaign.id, agencyCode),
    [ask, campaign.id, agencyCode],
  );
  const name = useAgencyName(context, agencyCode);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const found = model.acceptance.value.value;
  return (
    <Screen
      title={t(title, { name })}
      todo={
        found &&
        t(`acceptance.todo_${todoOf(found, staff, isOpen)}`, {
          n: wholeNumber(found.unexplainedVanished || (found.counts?.inError ?? 0)),
        })
      }
    >
      <WhenLoaded state={model.acceptance}>
        {(acceptance) => (
          <>
            <AcceptanceState
              acceptance={acceptance}
              context={context}
              agencyCode={agencyCode}
              isOnAcceptance
              inError={isOpen && staff.role === 'agency' ? (acceptance.counts?.inError ?? 0) : 0}
            />
            <SigningAccount acceptance={acceptance} />
            {acceptance.counts && (
              <SignedFacts counts={acceptance.signature?.counts ?? acceptance.counts} />
            )}
            {isOpen && staff.role === 'agency' && (
              <SignList model={model} acceptance={acceptance} staff={staff} />
            )}
            {isOpen && staff.role === 'home_affairs' && (
              <DecideOnList model={model} acceptance={acceptance} />
            )}
            <PastDecisions acceptance={acceptance} />
          </>
        )}
      </WhenLoaded>
    </Screen>
  );
}
