export interface Part {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

/** A whole in its parts: a file's rows, or an agency's invitations. The key beside it gives the numbers. */
export function PartsBar(props: { readonly parts: readonly Part[]; readonly sentence: string }) {
  return (
    <div class="parts" role="img" aria-label={props.sentence}>
      {props.parts
        .filter((part) => part.count > 0)
        .map((part) => (
          <span
            key={part.key}
            data-part={part.key}
            style={{ flexGrow: part.count, flexBasis: 0 }}
          />
        ))}
    </div>
  );
}

export function PartsKey({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <p class="key">
      {parts.map((part) => (
        <span key={part.key} data-part={part.key}>
          {part.label}
        </span>
      ))}
    </p>
  );
}
