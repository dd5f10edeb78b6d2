/** The label carries the progress, the bar repeats it. Without a known total the bar is indeterminate. */
export function Progress(props: {
  readonly label: string;
  readonly done?: number;
  readonly of?: number;
}) {
  const share = props.of ? Math.min(100, Math.floor((100 * (props.done ?? 0)) / props.of)) : null;
  return (
    <div class="progress">
      <p role="status">{props.label}</p>
      <div
        class="progress-bar"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share ?? undefined}
        data-unknown={share === null || undefined}
      >
        <span style={share === null ? undefined : { width: `${share}%` }} />
      </div>
    </div>
  );
}
