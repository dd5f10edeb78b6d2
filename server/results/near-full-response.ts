import type { Results } from '#contract/results.ts';

/**
 * Where nearly everybody answered, the province's numbers of respondents would give back those that are
 * withheld: each is replaced by a lower bound, and what adds up to them does not leave, nor who is known not to have
 * answered: those who were asked less these would be an upper bound.
 */
export function withLeastRespondents(results: Results, least: number): Results {
  const atMost = (count: number | null) => (count === null ? null : Math.min(count, least));
  return {
    ...results,
    method: { ...results.method, respondentsAtLeast: true },
    counts: {
      ...results.counts,
      received: least,
      modes: [],
      declined: null,
      undelivered: null,
      ineligible: [],
      eligible: undefined,
      weeks: undefined,
      paper: undefined,
    },
    domains: results.domains.map((domain) =>
      domain.level === 'province'
        ? {
            ...domain,
            received: least,
            responseRate: null,
            figures: domain.figures.map((figure) => ({
              ...figure,
              reasons: [...figure.reasons, 'respondents-at-least'],
              respondents: atMost(figure.respondents),
              validAnswers: null,
            })),
          }
        : domain,
    ),
  };
}
