import type { AgencyOutlook } from '#contract/ledger.ts';

export interface StratumState {
  readonly code: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly fieldName: string;
  readonly population: number;
  readonly sampleSize: number;
  readonly invited: number;
  readonly received: number;
  /** Received in this week and the last. */
  readonly recent: number;
  /** May still answer. */
  readonly open: number;
  readonly unopened: number;
  readonly reservesLeft: number;
}

interface Outlook {
  readonly elapsed: number;
  readonly daysLeft: number;
  readonly forecast: number | null;
  readonly planned: number;
}

/** Less than a week says nothing about the pace. */
const ENOUGH_DAYS = 7;
/** A released reserve needs its slip printed, delivered and answered. */
const DAYS_FOR_RESERVES = 10;
const NEARLY = 0.95;

/**
 * What to do about an agency. While most slips are not opened people are to be visited: reserves in the place of
 * people whom nobody has tried to reach would only lower the response rate.
 */
export function nextStep(
  strata: readonly StratumState[],
  { elapsed, daysLeft, forecast, planned }: Outlook,
): AgencyOutlook['next'] {
  const plain = (step: AgencyOutlook['next']['step']) => ({
    step,
    stratum: null,
    fieldName: null,
    count: 0,
  });
  if (forecast === null) return plain('none');
  if (forecast >= NEARLY * planned) return plain('on_track');
  if (elapsed < ENOUGH_DAYS) return plain('wait');
  const sum = (count: (stratum: StratumState) => number) =>
    strata.reduce((total, stratum) => total + count(stratum), 0);
  const invited = sum((stratum) => stratum.invited);
  if (sum((stratum) => stratum.unopened) > invited / 2) return plain('visit');
  const shortfall = (stratum: StratumState) =>
    stratum.sampleSize * (planned / sum((each) => each.sampleSize)) - stratum.received;
  const [neediest] = strata
    .filter((stratum) => stratum.reservesLeft > 0)
    .sort((a, b) => shortfall(b) - shortfall(a));
  if (!neediest || daysLeft < DAYS_FOR_RESERVES) return plain('remind');
  const rate = Math.max(0.1, sum((stratum) => stratum.received) / Math.max(1, invited));
  const wanted = Math.ceil((planned - forecast) / rate);
  return {
    step: 'release',
    stratum: neediest.code,
    fieldName: neediest.fieldName,
    count: Math.min(neediest.reservesLeft, wanted),
  };
}
