import type { Figure } from '#contract/figures.ts';
import type { AnswerTable, GroupTable, GroupTables } from '#contract/group-tables.ts';
import type { Question, Questionnaire } from '#contract/questionnaire.ts';
import { questionsOf } from '#contract/questionnaire.ts';
import type { GroupFigure } from '#contract/tabulation.ts';
import { RESPONDENTS_FOR_TENTHS, TabulationPlan, tabulationOf } from '#contract/tabulation.ts';
import { exposedGroups } from '#sampling/disclosure/group-tables.ts';
import { roundedTo } from '#sampling/disclosure/rounding.ts';
import type { Db } from '../db/database.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import type { ReturnWindow } from './planned-categories.ts';
import { plannedCategories } from './planned-categories.ts';

/** Tables of the count, with the plan that named them before the draw. */
export interface FoldedFigures {
  readonly questionnaire: Questionnaire;
  readonly window: ReturnWindow;
  readonly plan: TabulationPlan;
  readonly sha256: string | null;
  readonly figures: readonly GroupFigure[];
}

/** None of a campaign that was counted before the count folded. */
export async function foldedFigures(
  db: Db,
  campaign: Pick<CampaignRow, 'id' | 'returnedFrom' | 'returnedTo'>,
): Promise<FoldedFigures | undefined> {
  const { id: campaignId } = campaign;
  const figures = await db
    .selectFrom('groupFigure')
    .select(['grouping', 'category', 'measure', 'respondents', 'share', 'low', 'high'])
    .where('campaignId', '=', campaignId)
    .orderBy('grouping')
    .orderBy('category')
    .execute();
  const fixed = await db
    .selectFrom('samplePlan')
    .select(['tabulation', 'tabulationSha256'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (figures.length === 0 && !fixed?.tabulation) return undefined;
  const questionnaire = await questionnaireOf(db, campaignId);
  const plan = fixed?.tabulation
    ? TabulationPlan.parse(JSON.parse(fixed.tabulation))
    : tabulationOf(questionnaire);
  const sha256 = fixed?.tabulationSha256 ?? null;
  return { questionnaire, window: campaign, plan, sha256, figures };
}

/**
 * The only way from the tables of the count to what anybody sees. A grouping of which the attack learns
 * something is withheld whole.
 */
export function groupsLeaving(
  folded: FoldedFigures,
  respondentsOf: (node: string) => number | null,
): GroupTables {
  const { plan, sha256, questionnaire, window, figures } = folded;
  const nodes = new Set(questionnaire.nodes.map(({ code }) => code));
  const ofNodes = figures.filter(({ measure }) => nodes.has(measure));
  const categories = new Map(
    plan.groupings.map((grouping) => [
      grouping,
      plannedCategories(questionnaire, window, grouping, ofNodes),
    ]),
  );
  const attacked = plan.groupings.map((grouping) => ({
    grouping,
    categories: categories.get(grouping)!,
    shown: ofNodes
      .filter((figure) => figure.grouping === grouping)
      .map((figure) => ({ ...figure, share: bandOf(figure) === null ? figure.share : null })),
  }));
  const exposed = new Set(
    exposedGroups(attacked, respondentsOf, plan.fewestInGroup).map(({ grouping }) => grouping),
  );
  const shown = ofNodes.filter(({ grouping }) => !exposed.has(grouping));
  return {
    fewest: plan.fewestInGroup,
    sha256,
    tables: [...categories].map(([grouping, planned]) =>
      tableOf(questionnaire, grouping, planned, shown),
    ),
    answers: answerTables(folded),
  };
}

function tableOf(
  questionnaire: Questionnaire,
  grouping: string,
  categories: readonly string[],
  shown: readonly GroupFigure[],
): GroupTable {
  const question = questionsOf(questionnaire).find(({ code }) => code === grouping);
  return {
    grouping,
    label: question?.label ?? null,
    categories: categories.map((category) => ({
      category,
      label: optionsOf(question).find(({ value }) => String(value) === category)?.label ?? null,
      figures: shown
        .filter((figure) => figure.grouping === grouping && figure.category === category)
        .map(figureOf),
    })),
  };
}

const WHOLE_PERCENT = 0.01;

/** A share that is printed as all or none says how each of a known group answered. */
function bandOf({ share }: GroupFigure): Figure['band'] {
  if (share >= 1) return 'above_90';
  return share <= 0 ? 'below_10' : null;
}

function figureOf(folded: GroupFigure): Figure {
  const band = bandOf(folded);
  const hasRange = folded.low !== null && folded.high !== null;
  const isShown = band === null && hasRange;
  const whereShown = (value: number | null) => (isShown ? value : null);
  return {
    node: folded.measure,
    verdict: band ? 'flag' : hasRange ? 'show' : 'suppress-reliability',
    reasons: band ? ['banded'] : hasRange ? [] : ['no-interval'],
    index: whereShown(folded.share),
    band,
    step: isShown ? WHOLE_PERCENT : null,
    low: whereShown(folded.low),
    high: whereShown(folded.high),
    // It would tell of a group what its share does not: nobody reckons what the two leave open together.
    mean: null,
    meanLow: null,
    meanHigh: null,
    respondents: folded.respondents,
    validAnswers: null,
    distribution: null,
    tier: null,
  };
}

const TENTH = 0.001;

/**
 * What people say about themselves is shown as groups alone: a share of the province would tell how small a
 * group is that the tables withhold.
 */
function answerTables({ questionnaire, plan, figures }: FoldedFigures): AnswerTable[] {
  const shares = new Map(
    figures
      .filter(
        ({ grouping, respondents }) => grouping === 'all' && respondents >= plan.fewestInGroup,
      )
      .map((figure) => [figure.measure, figure]),
  );
  const asked = questionsOf(questionnaire).filter(
    ({ code }) => plan.questions.includes(code) && !plan.groupings.includes(code),
  );
  return asked.flatMap((question) => {
    const rows = optionsOf(question).flatMap(({ value, label }) => {
      const figure = shares.get(`${question.code}:${value}`);
      return figure ? { value, label, figure } : [];
    });
    const respondents = rows[0]?.figure.respondents;
    if (respondents === undefined) return [];
    const step = respondents < RESPONDENTS_FOR_TENTHS ? WHOLE_PERCENT : TENTH;
    const answers = rows.map(({ value, label, figure: { share, low, high } }) => ({
      value,
      label,
      share: roundedTo(share, step),
      low: roundedTo(low, step),
      high: roundedTo(high, step),
    }));
    return { question: question.code, label: question.label, respondents, step, answers };
  });
}

const optionsOf = (question: Question | undefined) =>
  question && question.kind !== 'comment' ? question.options : [];
