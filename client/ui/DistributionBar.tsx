/** Parts that have room for their number, in a bar across the page and in one of a table's cell. */
const SHOWN_FROM = { wide: 0.08, narrow: 0.14 } as const;

/** Shares of the answers 1 to 5, left to right. */
export function DistributionBar(props: {
  readonly shares: readonly number[];
  readonly sentence: string;
  readonly isNarrow?: boolean;
}) {
  const shownFrom = props.isNarrow ? SHOWN_FROM.narrow : SHOWN_FROM.wide;
  return (
    <div class="distribution" role="img" aria-label={props.sentence}>
      {props.shares.map((share, position) => (
        <span key={position} style={{ flexGrow: share, flexBasis: 0 }} aria-hidden="true">
          {share >= shownFrom ? Math.round(100 * share) : ''}
        </span>
      ))}
    </div>
  );
}
