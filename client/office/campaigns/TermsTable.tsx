import { erasureDay, listsDueOn, reportDueOn } from '#contract/calendar.ts';
import type { Campaign } from '#contract/campaigns.ts';
import { t } from '../../i18n.ts';
import { day, wholeNumber } from '../../ui/words.ts';

/** What was decided, in the form's words. */
export function TermsTable({ campaign }: { readonly campaign: Campaign }) {
  const rows: readonly (readonly [string, string])[] = [
    ['provinceCode', campaign.provinceName],
    ['planNumber', campaign.planNumber],
    ['planDate', campaign.planDate ? day(campaign.planDate) : ''],
    ['returned', `${day(campaign.returnedFrom)} – ${day(campaign.returnedTo)}`],
    ['listsDueOn', day(listsDueOn(campaign))],
    ['collect', `${day(campaign.collectFrom)} – ${day(campaign.collectTo)}`],
    ['graceDays', wholeNumber(campaign.graceDays)],
    ['reportDueOn', day(reportDueOn(campaign))],
    ['questionnaireVersion', campaign.questionnaireVersion],
    ['questionnairePart', t(`terms.part_${campaign.questionnairePart}`)],
    ['officeName', campaign.officeName],
    ['hotline', campaign.hotline],
    ['hotlineHours', campaign.hotlineHours],
    ['host', campaign.host],
    ['slipPrinting', t(`slip_printing.${campaign.slipPrinting}`)],
    ['noticeHours', wholeNumber(campaign.noticeHours)],
    ['restRounds', wholeNumber(campaign.restRounds)],
    ['retentionDays', wholeNumber(campaign.retentionDays)],
    ['erased', day(erasureDay(campaign))],
  ];
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{t(`terms.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
