import { themeShares } from '#sampling/disclosure/theme-shares.ts';
import { coderAgreement } from '#sampling/quality/coder-agreement.ts';
import type { Db } from '../../db/database.ts';
import { campaignAt } from '../../db/stage.ts';
import { requireCounted } from '../released-comments.ts';
import type { CodedComment } from './queries.ts';
import { codedComments } from './queries.ts';

/** Themes as they may leave, and how far the two coders agreed on what both of them read. */
export async function themeTable(db: Db, campaignId: string) {
  await requireCounted(db, campaignId);
  const { disclosureThreshold, provinceCode } = await campaignAt(db, campaignId);
  const coded = await codedComments(db, campaignId);
  const counts = new Map<string | null, Map<string, number>>();
  for (const comment of coded) {
    const theme = themeOf(comment);
    if (theme === undefined) continue;
    const row = counts.get(comment.agencyCode) ?? new Map<string, number>();
    counts.set(comment.agencyCode, row.set(theme, (row.get(theme) ?? 0) + 1));
  }
  const { themes, province, domains } = themeShares(counts, disclosureThreshold);
  const agencies = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('provinceCode', '=', provinceCode)
    .execute();
  const names = new Map(agencies.map(({ code, name }) => [code, name]));
  const named = ({ domain, comments, percents }: (typeof domains)[number]) => ({
    agencyCode: domain,
    agencyName: domain === null ? null : (names.get(domain) ?? null),
    comments,
    percents,
  });
  return {
    coded: coded.length,
    twice: coded.filter(({ coders }) => coders?.length === 2).length,
    agreement: agreementOf(coded),
    themes: [...themes],
    province: province && named(province),
    agencies: domains.map(named),
  };
}

/** None where two differ and nobody has settled it: it counts nowhere yet. */
function themeOf({ themes, settledTheme }: CodedComment): string | undefined {
  if (settledTheme) return settledTheme;
  const [first, second = first] = themes ?? [];
  return first === second ? first : undefined;
}

function agreementOf(coded: readonly CodedComment[]) {
  const twice = coded.filter(({ coders }) => coders?.length === 2);
  if (twice.length === 0) return null;
  const agreementOn = (values: (comment: CodedComment) => readonly string[] | null) => {
    const pairs = twice.map((comment) => {
      const [first = '', second = ''] = values(comment) ?? [];
      return [first, second] as const;
    });
    const { observed, kappa, interval } = coderAgreement(pairs);
    const [lower, upper] = interval ?? [];
    return {
      observed,
      kappa,
      interval: lower === undefined ? null : ([lower, upper!] as [number, number]),
    };
  };
  return { theme: agreementOn(({ themes }) => themes), tone: agreementOn(({ tones }) => tones) };
}
