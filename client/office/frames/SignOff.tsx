import { useEffect, useMemo } from 'preact/hooks';
import type { Acceptance } from '#contract/acceptance.ts';
import { t } from '../../i18n.ts';
import { moment, wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../desk.ts';
import { Screen, Shown } from '../Screen.tsx';
import { useUnitName } from '../unit-name.ts';
import { DecideOnList } from './DecideOnList.tsx';
import { SignedFacts } from './SignedFacts.tsx';
import { SigningAccount } from './SigningAccount.tsx';
import { SignList } from './SignList.tsx';
import { Standing } from './Standing.tsx';
import { createSignOff } from './sign-off.ts';

/** One page of counts: the leader signs under it, Home Affairs accepts or returns, the observer reads. */
export function SignOff({ desk, at }: ScreenProps) {
  const { ask, campaign, staff } = desk;
  const unitCode = at.unitCode ?? '';
  const model = useMemo(
    () => createSignOff(ask, campaign.id, unitCode),
    [ask, campaign.id, unitCode],
  );
  const name = useUnitName(desk, unitCode);
  useEffect(() => {
    model.load();
  }, [model]);
  const isOpen = campaign.stage === 'frame_open';
  const found = model.acceptance.value.value;
  return (
    <Screen
      title={t('acceptance.title', { name })}
      todo={
        found &&
        t(`acceptance.todo_${todoOf(found, staff.role, isOpen)}`, {
          n: wholeNumber(found.unexplainedVanished || (found.counts?.inError ?? 0)),
        })
      }
    >
      <Shown reading={model.acceptance}>
        {(acceptance) => (
          <>
            <Standing
              acceptance={acceptance}
              desk={desk}
              unitCode={unitCode}
              isOnSignOff
              inError={isOpen && staff.role === 'unit' ? (acceptance.counts?.inError ?? 0) : 0}
            />
            <SigningAccount acceptance={acceptance} />
            {acceptance.counts && (
              <SignedFacts counts={acceptance.signature?.counts ?? acceptance.counts} />
            )}
            {isOpen && staff.role === 'unit' && <SignList model={model} acceptance={acceptance} />}
            {isOpen && staff.role === 'home_affairs' && (
              <DecideOnList model={model} acceptance={acceptance} />
            )}
            <Past acceptance={acceptance} />
          </>
        )}
      </Shown>
    </Screen>
  );
}

function todoOf(acceptance: Acceptance, role: string, isOpen: boolean): string {
  const { state } = acceptance;
  if (!isOpen) return 'closed';
  if (state === 'absent') return 'absent';
  if (state === 'accepted') return 'accepted';
  if (role === 'observer') return 'watch';
  if (role === 'unit') return state === 'signed' ? 'wait' : beforeSigning(acceptance);
  return state === 'signed' ? 'decide' : 'wait_signature';
}

const beforeSigning = ({ unexplainedVanished, counts }: Acceptance): string => {
  if (unexplainedVanished > 0) return 'vanished';
  return counts?.inError ? 'mend' : 'sign';
};

function Past({ acceptance }: { readonly acceptance: Acceptance }) {
  if (acceptance.past.length === 0) return null;
  return (
    <section>
      <h2>{t('acceptance.past')}</h2>
      <ul>
        {acceptance.past.map(({ kind, at, note }) => (
          <li key={`${kind}${at}`}>
            {t(`acceptance.past_${kind}`, { at: moment(at) })}
            {note && <blockquote class="verbatim">{note}</blockquote>}
          </li>
        ))}
      </ul>
    </section>
  );
}
