import { useSignal } from '@preact/signals';
import type { ActionItem, ActionLead } from '#contract/action-plan.ts';
import { isOfOneAgency } from '#contract/endpoint.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { day, wholeNumber } from '../../ui/words.ts';
import type { PageContext } from '../page/page-context.ts';
import { LeadReports } from './LeadReports.tsx';

interface Props {
  readonly item: ActionItem;
  readonly context: PageContext;
  readonly onChange: () => Promise<void>;
}

/** Agencies by how far they are; each opens to what it reported. */
export function LeadStates({ item, context, onChange }: Props) {
  const opened = useSignal('');
  const isOwn = isOfOneAgency(context.staff.role);
  if (item.agencies.length === 0) return <>{t('actions.no_agency')}</>;
  const [own] = item.agencies;
  const chosen = isOwn ? own : item.agencies.find(({ agencyCode }) => agencyCode === opened.value);
  return (
    <>
      <p>{countsOf(item.agencies)}</p>
      {!isOwn && (
        <details>
          <summary>{t('actions.by_agency', { n: wholeNumber(item.agencies.length) })}</summary>
          <ul class="plain">
            {item.agencies.map((lead) => (
              <li key={lead.agencyCode}>
                <Button
                  kind="plain"
                  onPress={() => {
                    opened.value = lead.agencyCode;
                  }}
                >
                  {lead.agencyName}
                </Button>{' '}
                {stateWords(lead)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {chosen && (
        <LeadReports
          key={chosen.agencyCode}
          item={item}
          lead={chosen}
          context={context}
          onChange={onChange}
        />
      )}
    </>
  );
}

function stateWords({ state, isOverdue, lastReportOn }: ActionLead): string {
  const word = t(`actions.is.${state}`);
  const shown = isOverdue ? t('actions.overdue', { state: word }) : word;
  return lastReportOn ? `${shown}. ${t('actions.last_report', { on: day(lastReportOn) })}` : shown;
}

function countsOf(agencies: readonly ActionLead[]): string {
  if (agencies.length === 1 && agencies[0]) return stateWords(agencies[0]);
  const late = agencies.filter(({ isOverdue }) => isOverdue).length;
  const byState = Map.groupBy(agencies, ({ state }) => state);
  const counts = [...byState].map(
    ([state, found]) => `${t(`actions.is.${state}`)}: ${wholeNumber(found.length)}`,
  );
  if (late > 0) counts.unshift(t('actions.late_count', { n: wholeNumber(late) }));
  return counts.join(' · ');
}
