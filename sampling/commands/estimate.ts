import type { UnitDesign } from '../estimation/linearization.ts';
import { rakedDesign, unitDesign } from '../estimation/unit-design.ts';
import type { Command } from './command.ts';
import { printResult, readOptions, readRequest } from './command.ts';
import { contrastRow } from './contrast-row.ts';
import type { EstimateRequest } from './estimate-request.ts';
import { ESTIMATE_KEYS, readEstimateRequest } from './estimate-request.ts';
import type { EstimatedVariable } from './estimate-row.ts';
import { domainsBy, estimateRow } from './estimate-row.ts';
import type { SampleFiles, WeighedFile } from './sample-file.ts';
import { frameMargins, readSampleFiles, weighSampleFile } from './sample-file.ts';
import { readVariableColumns } from './survey-variable.ts';

export const command: Command = {
  summary: 'Estimates with standard errors and intervals, by domain.',
  usage: `npm run -s sampling -- estimate --sample sample.csv [--frame frame.csv] < request.json
  "strata": [columns], "collapseWithin": column inside which strata may be pooled (rule C1)
  "variables": [{"name", "column" or "columns", "atLeast" (share) or "scale": [intercept, slope],
    "pooled": false averages each respondent first, "range": [1,5] least and greatest answer,
    "missing": [99] codes of no answer; blank and NA are none, any other answer is refused}]
  "domains": [[], [column], [column, column]], "level": 0.95, "minimumRespondents": 5
  "rake": [columns] to the margins of the frame, "contrasts": [[column, first, second]]
  The sample has a column "status" (respondent, nonrespondent, ineligible, unknownEligibility, or
  an AAPOR code); N_h is counted in the frame, or read from the column N_h without one.
  Answers {estimates, contrasts, warnings}: nEffective is p(1-p)/v, nEffectiveCapped at most
  n/(1-f); deff is Kish's weighting effect, designEffect the variance over that of a simple random
  sample; an interval that cannot be given is null; clopperPearson
  is binomial on the unweighted respondents.`,
  example: `echo '{"strata":["commune","field"],"collapseWithin":"commune","variables":[{"name":"sat","column":"overall","atLeast":4}],"domains":[[],["field"]],"contrasts":[["field","F1","F3"]]}' \\
  | npm run -s sampling -- estimate --frame frame.csv --sample sample.csv`,
  async run(args, io) {
    const paths = readOptions(args, ['sample'], ['frame']);
    const request = readEstimateRequest(await readRequest(io, ESTIMATE_KEYS));
    const files = await readSampleFiles(io, paths);
    const weighed = weighSampleFile(files, request);
    printResult(io, estimateAll(files, weighed, request));
    return 0;
  },
};

function designOf(files: SampleFiles, weighed: WeighedFile, rake: readonly string[]): UnitDesign {
  const design = unitDesign(weighed.weighted);
  return rake.length > 0 ? rakedDesign(design, frameMargins(files, rake)) : design;
}

function estimateAll(files: SampleFiles, weighed: WeighedFile, request: EstimateRequest) {
  const design = designOf(files, weighed, request.rake);
  const variables = request.variables.map(
    (variable): EstimatedVariable => ({
      request: variable,
      columns: readVariableColumns(files.sample, variable, weighed.isRespondent),
    }),
  );
  const estimates = request.domains.flatMap((names) =>
    domainsBy(files.sample, names).flatMap((domain) =>
      variables.map((variable) => estimateRow(design, variable, domain, request)),
    ),
  );
  const contrasts = request.contrasts.flatMap((contrast) =>
    variables.map((variable) =>
      contrastRow(design, variable, domainsBy(files.sample, [contrast.column]), contrast, request),
    ),
  );
  const pooled = weighed.weighted.design.groups.filter(({ members }) => members.length > 1);
  return {
    estimates,
    contrasts,
    method: request.rake.length > 0 ? 'calibrated-residual' : 'ratio-taylor',
    parameters: request,
    warnings: pooled.length > 0 ? [pooledWarning(pooled.map(({ code }) => code))] : [],
  };
}

const pooledWarning = (strata: readonly string[]) => ({
  code: 'collapsed-strata',
  message: 'Strata with too few units of known status were pooled inside their agency.',
  strata,
});
