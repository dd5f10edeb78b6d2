/**
 * A round without its questionnaire. Nearly every request of staff reads the round, and the questionnaire is 66 kB: with it
 * the row takes the embedded database 2 ms and this process as long again, without it a third of one. `questionnaireOf` has it.
 */
export const CAMPAIGN_COLUMNS = [
  'campaign.id',
  'campaign.name',
  'campaign.year',
  'campaign.provinceCode',
  'campaign.planNumber',
  'campaign.planDate',
  'campaign.returnedFrom',
  'campaign.returnedTo',
  'campaign.listsDueOn',
  'campaign.reportDueOn',
  'campaign.collectFrom',
  'campaign.collectTo',
  'campaign.graceDays',
  'campaign.questionnaireVersion',
  'campaign.questionnairePart',
  'campaign.officeName',
  'campaign.hotline',
  'campaign.hotlineHours',
  'campaign.host',
  'campaign.noticeHours',
  'campaign.retentionDays',
  'campaign.restRounds',
  'campaign.slipPrinting',
  'campaign.disclosureThreshold',
  'campaign.fourEyes',
  'campaign.stage',
  'campaign.createdAt',
] as const;
