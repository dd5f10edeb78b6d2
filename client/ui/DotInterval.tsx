export type Tier = 'higher' | 'not_different' | 'lower';

const SHAPES: Record<Tier, string> = {
  higher: 'M0-7 7 6H-7Z',
  not_different: 'M0-6A6 6 0 1 0 .01-6',
  lower: 'M0 7 7-6H-7Z',
};

const at = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/**
 * One row of the dot plot on an axis from 0 to 100 %: the dot in the shape of its tier, the 95 % line,
 * and a band where the whole province lies. `sentence` says the same to whoever does not see it.
 */
export function DotInterval(props: {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly tier: Tier;
  readonly band?: { readonly low: number; readonly high: number } | undefined;
  readonly isUncertain?: boolean;
  readonly sentence: string;
}) {
  const { value, low, high, tier, band } = props;
  return (
    <svg class="interval" role="img" aria-label={props.sentence} data-tier={tier}>
      {band && (
        <rect class="band" x={at(band.low)} width={at(band.high - band.low)} y="0" height="100%" />
      )}
      {[0, 0.5, 1].map((tick) => (
        <line class="axis" key={tick} x1={at(tick)} x2={at(tick)} y1="0" y2="100%" />
      ))}
      <line
        class="range"
        data-wide={props.isUncertain || undefined}
        x1={at(low)}
        x2={at(high)}
        y1="50%"
        y2="50%"
      />
      {[low, high].map((end) => (
        <line class="range" key={end} x1={at(end)} x2={at(end)} y1="7" y2="17" />
      ))}
      <svg x={at(value)} y="12" overflow="visible" aria-hidden="true">
        <path class="point" d={SHAPES[tier]} />
      </svg>
    </svg>
  );
}
