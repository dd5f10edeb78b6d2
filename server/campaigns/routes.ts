import type { FastifyInstance } from 'fastify';
import * as agencies from '#contract/agencies.ts';
import * as contract from '#contract/campaigns.ts';
import { inSteps, receivedStep } from '#contract/fieldwork.ts';
import { previewForm } from '#contract/opening.ts';
import type { Questionnaire } from '#contract/questionnaire.ts';
import { asked, questionsOf } from '#contract/questionnaire.ts';
import {
  changeTerms as changeTermsEndpoint,
  deleteCampaign as deleteCampaignEndpoint,
  listTermsChanges,
} from '#contract/terms-changes.ts';
import { record } from '../db/activity.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import { campaignAt } from '../db/stage.ts';
import { termsChangesOf } from '../db/terms-changes.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { openFrame, startCollecting } from './change-stage.ts';
import { changeTerms } from './change-terms.ts';
import { deleteCampaign } from './delete-campaign.ts';
import { formPreview } from './form-preview.ts';
import { changeCampaign, openCampaign } from './open-campaign.ts';
import { agenciesOf, campaignList, findCampaign, provinces, stageCounts } from './queries.ts';
import { questionnaires } from './questionnaires.ts';

const offered = (questionnaire: Questionnaire) => ({
  version: questionnaire.version,
  title: questionnaire.title.vi,
  questions: questionsOf(questionnaire).length,
  serviceQuestions: questionsOf(asked(questionnaire, 'service')).length,
  compared: comparedVersions(questionnaire),
});

/** How many criteria each version before has alike, with another meaning, or not at all. */
function comparedVersions({ nodes }: Questionnaire) {
  const criteria = nodes.filter(({ level }) => level === 'criterion');
  const entries = criteria.flatMap(({ earlier = [] }) => earlier);
  return [...Map.groupBy(entries, ({ version }) => version)].map(([version, known]) => {
    const same = known.filter(({ meaning }) => meaning === 'same').length;
    const changed = known.length - same;
    return { version, same, changed, added: criteria.length - known.length };
  });
}

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, now, config } = deps;
  termsRoutes(app, deps);

  async function shown(campaignId: string) {
    const campaign = await findCampaign(db, campaignId);
    if (!campaign) throw problem('campaign_not_found');
    return campaign;
  }

  serve(app, deps, agencies.listProvinces, async () => ({ provinces: await provinces(db) }));
  serve(app, deps, contract.listQuestionnaires, async () => ({
    questionnaires: [...(await questionnaires(config.dataDir)).values()].map(offered),
  }));
  serve(app, deps, contract.listCampaigns, async () => ({ campaigns: await campaignList(db) }));
  serve(app, deps, contract.openCampaign, ({ body }, { caller }) =>
    openCampaign(deps, caller.id, body),
  );
  serve(app, deps, contract.getCampaign, ({ params }) => shown(params.campaignId));
  serve(app, deps, contract.changeCampaign, ({ params, body }, { caller }) =>
    changeCampaign(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.getOverview, async ({ params }, { scope }) => {
    const campaign = await campaignAt(db, params.campaignId);
    const counts = await stageCounts(db, params.campaignId, scope);
    const published = counts.planPublishedAt;
    const allowed = published && new Date(published.getTime() + campaign.noticeHours * 3_600_000);
    return {
      ...counts,
      received:
        scope === null
          ? counts.received
          : inSteps(counts.received, receivedStep(campaign.disclosureThreshold)),
      stage: campaign.stage,
      planPublishedAt: published?.toISOString() ?? null,
      drawAllowedFrom: allowed?.toISOString() ?? null,
    };
  });
  serve(app, deps, agencies.listAgencies, async ({ params }) => ({
    agencies: await agenciesOf(db, params.campaignId),
  }));
  serve(app, deps, agencies.addDepartment, async ({ params, body }, { caller }) => {
    const department = { ...body, kind: 'department' as const };
    await db.transaction().execute(async (trx) => {
      const open = ['draft', 'frame_open'] as const;
      const { provinceCode } = await heldCampaignAt(trx, params.campaignId, ...open);
      await trx
        .insertInto('agency')
        .values({ ...department, provinceCode })
        .execute();
      await record(trx, {
        at: now(),
        staffId: caller.id,
        act: 'department_added',
        campaignId: params.campaignId,
        details: { code: body.code },
      });
    });
    return department;
  });
  serve(app, deps, contract.openFrame, async ({ params }, { caller }) => {
    await openFrame(deps, caller.id, params.campaignId);
    return shown(params.campaignId);
  });
  serve(app, deps, contract.startCollecting, async ({ params }, { caller }) => {
    await startCollecting(deps, caller.id, params.campaignId);
    return shown(params.campaignId);
  });
}

function termsRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, changeTermsEndpoint, async ({ params, body }, { caller }) => {
    await changeTerms(deps, caller.id, params.campaignId, body.change, body.reason);
    return {};
  });
  serve(app, deps, listTermsChanges, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    return { changes: await termsChangesOf(db, params.campaignId) };
  });
  serve(app, deps, previewForm, ({ params }) => formPreview(db, params.campaignId));
  serve(app, deps, deleteCampaignEndpoint, async ({ params }, { caller }) => {
    await deleteCampaign(deps, caller.id, params.campaignId);
    return {};
  });
}
