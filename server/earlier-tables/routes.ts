import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/earlier-tables.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { agencyOf, guessAgencies, guessCriteria, nodeOf } from './guess-matches.ts';
import { keepTable, matchTable, withdrawTable } from './keep-table.ts';
import { parseTable } from './parse-table.ts';
import { earlierTables, provinceAgencies, provinceOfCampaign } from './queries.ts';
import type { TableRow } from './table-rows.ts';
import { tableRows } from './table-rows.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps;
  serve(app, deps, contract.readEarlierText, async ({ params, body }) =>
    readTable(
      deps,
      params.campaignId,
      await tableRows(config, Readable.from(Buffer.from(body.text))),
    ),
  );
  serve(app, deps, contract.readEarlierFile, async ({ params, upload }) =>
    readTable(deps, params.campaignId, await tableRows(config, upload)),
  );
  serve(app, deps, contract.keepEarlierTable, ({ params, body }, { caller }) =>
    keepTable(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.listEarlierTables, async ({ params }) => {
    const province = await provinceOfCampaign(db, params.campaignId);
    const { agencies } = await provinceAgencies(db, province.provinceCode);
    const questionnaire = await questionnaireOf(db, params.campaignId);
    const { nodes } = questionnaire;
    return {
      tables: await earlierTables(db, province, questionnaire),
      agencies: agencies.map(({ code, name }) => ({ code, name })),
      nodes: nodes.map(({ code, level, label }) => ({ code, level, label: label.vi })),
    };
  });
  serve(app, deps, contract.matchEarlierTable, ({ params, body }, { caller }) =>
    matchTable(deps, caller.id, params, body),
  );
  serve(app, deps, contract.withdrawEarlierTable, ({ params, body }, { caller }) =>
    withdrawTable(deps, caller.id, params, body.isWithdrawn),
  );
}

/** Figures of a table with what each agency and criterion is likely to be today; nothing is kept. */
async function readTable(
  { db }: Deps,
  campaignId: string,
  rows: readonly TableRow[],
): Promise<contract.EarlierReading> {
  const { provinceCode, provinceName } = await provinceOfCampaign(db, campaignId);
  const { agencies, register } = await provinceAgencies(db, provinceCode);
  const { nodes } = await questionnaireOf(db, campaignId);
  const { year, figures, leftOut } = parseTable(rows, {
    isAgency: (label) => agencyOf(register, label) !== null,
    isCriterion: (label) => nodeOf(label, nodes) !== undefined,
  });
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  return {
    year,
    figures: [...figures],
    agencies: guessAgencies(figures, register, { names, provinceName }),
    criteria: guessCriteria(figures, nodes),
    leftOut: [...leftOut],
  };
}
