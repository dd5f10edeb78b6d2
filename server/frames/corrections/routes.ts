import type { FastifyInstance } from 'fastify';
import * as correctableRows from '#contract/correctable-rows.ts';
import * as contract from '#contract/corrections.ts';
import { seesCountsOnly } from '#contract/endpoint.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import type { Scope } from '../scope.ts';
import { correctAgain } from './correct-again.ts';
import { correctAlike, previewAlike } from './correct-alike.ts';
import { correctRow } from './correct-row.ts';
import { problemPage } from './correctable-page.ts';
import { problemGroups } from './correction-groups.ts';
import { problemWorkbook } from './correction-workbook.ts';
import { noteRow } from './note-row.ts';
import { undoCorrection } from './undo-correction.ts';
import { uploadCorrected } from './upload-corrected.ts';

interface ScopeParams {
  readonly campaignId: string;
  readonly agencyCode: Scope;
}

const placeOf = ({ campaignId, agencyCode }: ScopeParams) => ({
  campaignId,
  scope: agencyCode,
});

export function correctionRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.getCorrections, ({ params }, { caller }) =>
    problemGroups(deps, placeOf(params), seesCountsOnly(caller.role)),
  );

  serve(app, deps, correctableRows.listCorrectableRows, ({ params, query }, { caller }) =>
    problemPage(deps, {
      ...placeOf(params),
      fault: params.fault,
      page: Math.max(1, query.page),
      staffId: caller.id,
    }),
  );

  serve(app, deps, correctableRows.correctRow, ({ params, body }, { caller }) =>
    correctRow(deps, {
      ...placeOf(params),
      ...body,
      rowNumber: Number(params.rowNumber),
      staffId: caller.id,
    }),
  );

  serve(app, deps, correctableRows.noteCorrectableRow, ({ params, body }, { caller }) =>
    noteRow(deps, {
      ...placeOf(params),
      ...body,
      rowNumber: Number(params.rowNumber),
      staffId: caller.id,
    }),
  );

  serve(app, deps, contract.previewAlike, ({ params, body }) =>
    previewAlike(deps, { ...placeOf(params), ...body }),
  );

  serve(app, deps, contract.correctAlike, ({ params, body }, { caller }) =>
    correctAlike(deps, { ...placeOf(params), ...body, staffId: caller.id }),
  );

  serve(app, deps, contract.correctAgain, ({ params, body }, { caller }) =>
    correctAgain(deps, { ...placeOf(params), ...body, staffId: caller.id }),
  );

  serve(app, deps, correctableRows.downloadCorrectableRows, ({ params }, { caller }) =>
    problemWorkbook(deps, placeOf(params), caller.id),
  );

  serve(app, deps, correctableRows.uploadCorrectableRows, ({ params, upload }, { caller }) =>
    uploadCorrected(deps, { ...placeOf(params), staffId: caller.id, content: upload }),
  );

  serve(app, deps, contract.undoCorrection, ({ params, body }, { caller }) =>
    undoCorrection(deps, { ...placeOf(params), ...body, staffId: caller.id }),
  );
}
