import type { FastifyInstance } from 'fastify';
import { dayOf } from '#contract/calendar.ts';
import * as contract from '#contract/documents.ts';
import { registerFormsPdf } from '#contract/register-checks.ts';
import { downloadJournalHead } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import { dailyHeads, storeDailyHeads } from '../db/daily-heads.ts';
import type { Db } from '../db/database.ts';
import { refuseErased } from '../db/erased.ts';
import { holdCampaign } from '../db/hold-campaign.ts';
import { sealJournal } from '../db/journal-chain.ts';
import { namedAgency } from '../db/named-agency.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { agencyDocument } from './agency-documents.ts';
import { evidencePack } from './evidence.ts';
import type { Request } from './gather-facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { journalHeadSheet } from './journal-head.ts';
import { keptFile } from './kept-file.ts';
import type { OfficialDocument } from './official-document.ts';
import { pdfFile } from './pdf-file.ts';
import { countListed, personsList } from './persons-list.ts';
import { registerForms } from './register-forms.ts';
import { ROUND_KINDS } from './round-documents.ts';
import { wordingOf } from './wording.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  roundRoutes(app, deps);
  agencyRoutes(app, deps);
  listRoutes(app, deps);
  wordingRoutes(app, deps);
  serve(app, deps, downloadJournalHead, async ({ query }) => {
    const { db, now } = deps;
    await sealJournal(db, now());
    await storeDailyHeads(db, now());
    const province = await db.selectFrom('province').select('name').executeTakeFirstOrThrow();
    const day = query.day ?? dayOf(now());
    return keptPdf(journalHeadSheet(province.name, day, await dailyHeads(db, now(), day)));
  });
}

const word = async (document: OfficialDocument) => {
  // What writes Word files is loaded by the first who wants one.
  const { wordFile } = await import('./word-file.ts');
  return { fileName: `${document.fileName}.docx`, content: await wordFile(document) };
};
const keptWord = async (document: OfficialDocument) => {
  const { wordFile } = await import('./word-file.ts');
  return { fileName: `${document.fileName}.docx`, content: await keptFile(wordFile, document) };
};
const pdf = async (document: OfficialDocument) => ({
  fileName: `${document.fileName}.pdf`,
  content: await pdfFile(document),
});
const keptPdf = async (document: OfficialDocument) => ({
  fileName: `${document.fileName}.pdf`,
  content: await keptFile(pdfFile, document),
});

function roundRoutes(app: FastifyInstance, deps: Deps): void {
  const documentOf = async (
    { campaignId, kind }: { campaignId: string; kind: contract.RoundDocument },
    asked: Request,
  ): Promise<OfficialDocument> => {
    const { needs, make } = ROUND_KINDS[kind];
    return make((await gatherFacts(app, deps, asked, campaignId, needs)) as never);
  };
  serve(app, deps, contract.roundDocumentWord, async ({ params }, asked) =>
    keptWord(await documentOf(params, asked)),
  );
  serve(app, deps, contract.roundDocumentPdf, async ({ params }, asked) =>
    keptPdf(await documentOf(params, asked)),
  );
  serve(app, deps, registerFormsPdf, async ({ params }, asked) =>
    pdf(await registerForms(deps.db, await gatherFacts(app, deps, asked, params.campaignId, []))),
  );
  serve(app, deps, contract.downloadEvidence, async ({ params }, asked) => {
    const needs = ['results', 'pictures', 'draw', 'remarks', 'duties'] as const;
    const facts = await gatherFacts(app, deps, asked, params.campaignId, needs);
    return {
      fileName: `tai-lieu-kiem-chung-${facts.campaign.year}.zip`,
      content: await evidencePack(facts),
    };
  });
}

function agencyRoutes(app: FastifyInstance, deps: Deps): void {
  const documentOf = async (
    params: { campaignId: string; agencyCode: string; kind: contract.AgencyDocument },
    asked: Request,
  ): Promise<OfficialDocument> => {
    const { campaignId, agencyCode, kind } = params;
    const agency = await agencyOf(deps.db, params);
    const needs = kind === 'sheet' ? (['results', 'changes', 'duties'] as const) : [];
    const facts = await gatherFacts(app, deps, asked, campaignId, needs);
    const duties = facts.duties?.filter(({ agencies }) =>
      agencies.some((lead) => lead.agencyCode === agencyCode),
    );
    return agencyDocument(kind, { ...facts, ...(duties && { duties }), agency });
  };
  serve(app, deps, contract.agencyDocumentWord, async ({ params }, asked) =>
    keptWord(await documentOf(params, asked)),
  );
  serve(app, deps, contract.agencyDocumentPdf, async ({ params }, asked) =>
    keptPdf(await documentOf(params, asked)),
  );
}

const agencyOf = async (
  db: Db,
  { campaignId, agencyCode }: { campaignId: string; agencyCode: string },
) => namedAgency(db, (await campaignAt(db, campaignId)).provinceCode, agencyCode);

function listRoutes(app: FastifyInstance, deps: Deps): void {
  const documentOf = async (
    params: { campaignId: string; agencyCode: string },
    page: number,
    asked: Request & { readonly caller: { readonly id: string } },
  ): Promise<OfficialDocument> => {
    const agency = await agencyOf(deps.db, params);
    const facts = await gatherFacts(app, deps, asked, params.campaignId, []);
    const staffId = asked.caller.id;
    return personsList(deps, { ...facts, agency }, { ...params, page: Math.max(1, page), staffId });
  };
  serve(app, deps, contract.countListedPersons, async ({ params }) => {
    await agencyOf(deps.db, params);
    await refuseErased(deps.db, params.campaignId);
    const people = await countListed(deps.db, params.campaignId, params.agencyCode);
    return { people, files: Math.ceil(people / contract.PEOPLE_OF_FILE) };
  });
  serve(app, deps, contract.personsListWord, async ({ params, query }, asked) =>
    word(await documentOf(params, query.page, asked)),
  );
  serve(app, deps, contract.personsListPdf, async ({ params, query }, asked) =>
    pdf(await documentOf(params, query.page, asked)),
  );
}

function wordingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  const partsOf = async (campaignId: string) => {
    const campaign = await db
      .selectFrom('campaign')
      .innerJoin('province', 'province.code', 'campaign.provinceCode')
      .select('province.name')
      .where('campaign.id', '=', campaignId)
      .executeTakeFirst();
    if (!campaign) throw problem('campaign_not_found');
    const { words, own } = await wordingOf(db, campaignId, campaign.name);
    return {
      parts: contract.WORDING_PARTS.map((part) => ({
        part,
        text: words[part],
        isUsual: !own.has(part),
      })),
    };
  };
  serve(app, deps, contract.getWording, ({ params }) => partsOf(params.campaignId));
  serve(app, deps, contract.changeWording, async ({ params, body }, { caller }) => {
    const { campaignId } = params;
    const { part, text } = body;
    await partsOf(campaignId);
    await db.transaction().execute(async (trx) => {
      await holdCampaign(trx, campaignId);
      const own = await trx
        .deleteFrom('documentWording')
        .where('campaignId', '=', campaignId)
        .where('part', '=', part)
        .returning('text')
        .executeTakeFirst();
      if (text !== '')
        await trx
          .insertInto('documentWording')
          .values({ campaignId, part, text, changedAt: now(), changedBy: caller.id })
          .execute();
      if ((own?.text ?? '') === text) return;
      await record(trx, {
        at: now(),
        staffId: caller.id,
        act: 'wording_changed',
        campaignId,
        details: { part, isUsual: text === '' },
      });
    });
    return partsOf(campaignId);
  });
}
