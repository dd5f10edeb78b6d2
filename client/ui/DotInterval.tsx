export type Tier = 'higher' | 'not_different' | 'lower';

const SHAPES: Record<Tier, string> = {
  higher: 'M0-7 7 6H-7Z',
  not_different: 'M0-6A6 6 0 1 0 .01-6',
  lower: 'M0 7 7-6H-7Z',
};

const positionOf = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/**
 * One row of the dot plot on an axis from 0 to 100 %: the dot in the shape of its tier, the 95 % line,
 * and the province's interval as a band. `sentence` says the same to screen readers.
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
        <rect
          class="band"
          x={positionOf(band.low)}
          width={positionOf(band.high - band.low)}
          y="0"
          height="100%"
        />
      )}
      {[0, 0.5, 1].map((tick) => (
        <line
          class="axis"
          key={tick}
          x1={positionOf(tick)}
          x2={positionOf(tick)}
          y1="0"
          y2="100%"
        />
      ))}
      <line
        class="range"
        data-wide={props.isUncertain || undefined}
        x1={positionOf(low)}
        x2={positionOf(high)}
        y1="50%"
        y2="50%"
      />
      {[low, high].map((end) => (
        <line class="range" key={end} x1={positionOf(end)} x2={positionOf(end)} y1="29%" y2="71%" />
      ))}
      <svg x={positionOf(value)} y="50%" overflow="visible" aria-hidden="true">
        <path class="point" d={SHAPES[tier]} />
      </svg>
    </svg>
  );
}
