import type { ComponentChildren } from 'preact';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress?: () => void;
  readonly kind?: 'primary' | 'danger' | 'plain';
  readonly type?: 'button' | 'submit';
  /** While busy a second press does nothing and the label says what is going on. */
  readonly isBusy?: boolean;
  readonly busyLabel?: string;
}

export function Button({ children, onPress, kind, type, isBusy, busyLabel }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      class="button"
      data-primary={kind === 'primary' || undefined}
      data-danger={kind === 'danger' || undefined}
      data-plain={kind === 'plain' || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {isBusy ? (busyLabel ?? children) : children}
    </button>
  );
}

/** An address that looks like what it is: the screen's next step, or a file. */
export function ButtonLink(props: {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly kind?: 'primary';
  readonly download?: boolean;
  /** What many links with the same words are each for. */
  readonly label?: string;
  readonly onPress?: () => void;
}) {
  return (
    <a
      class="button"
      href={props.href}
      data-primary={props.kind === 'primary' || undefined}
      download={props.download}
      aria-label={props.label}
      onClick={props.onPress}
    >
      {props.children}
    </a>
  );
}
