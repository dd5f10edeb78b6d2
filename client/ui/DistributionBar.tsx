const SHOWN_FROM = 0.08;

/** Shares of the answers 1 to 5, left to right; every part of 8 % and more shows its figure. */
export function DistributionBar(props: {
  readonly shares: readonly number[];
  readonly sentence: string;
}) {
  return (
    <div class="distribution" role="img" aria-label={props.sentence}>
      {props.shares.map((share, position) => (
        <span key={position} style={{ flexGrow: share, flexBasis: 0 }} aria-hidden="true">
          {share >= SHOWN_FROM ? Math.round(100 * share) : ''}
        </span>
      ))}
    </div>
  );
}
