import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/paper.ts';
import { readPrintedForm } from '#contract/scans.ts';
import { record } from '../../db/activity.ts';
import { refuseErased } from '../../db/erased.ts';
import { namedAgency } from '../../db/named-agency.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { agenciesWithSlips } from '../queries.ts';
import { issuePacks } from './issue-packs.ts';
import { coversOfPacks, formsOfPacks } from './pack-book.ts';
import { printedForm } from './printed-form.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.issuePaperPacks, ({ params, body }, { caller }) =>
    issuePacks(deps, caller.id, params.campaignId, body.agencyCode),
  );
  serve(app, deps, readPrintedForm, async ({ params: { campaignId } }) => {
    const { officeName } = await campaignAt(db, campaignId);
    return printedForm(await questionnaireOf(db, campaignId), officeName);
  });
  serve(app, deps, contract.downloadPaperPacks, async ({ params, query }, { caller }) => {
    const { campaignId } = params;
    const { part, size, agencyCode = null } = query;
    const campaign = await campaignAt(db, campaignId, 'drawn', 'collecting');
    await refuseErased(db, campaignId);
    if (agencyCode !== null) await namedAgency(db, campaign.provinceCode, agencyCode);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'paper_packs_printed',
      campaignId,
      details: { part, size, agency: agencyCode },
    });
    if (part === 'forms')
      return {
        fileName: `Phiếu giấy - ${campaign.name}.pdf`,
        content: formsOfPacks(deps, campaign, size, agencyCode),
      };
    const agencies = await agenciesWithSlips(db, campaignId);
    const asked = agencies.filter((row) => agencyCode === null || row.agencyCode === agencyCode);
    return {
      fileName: `Bìa phiếu giấy - ${campaign.name}.pdf`,
      content: coversOfPacks(deps, campaign, asked),
    };
  });
}
