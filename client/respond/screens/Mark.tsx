const PATHS = {
  saved: 'M4 4h16v16H4zM8 12l3 3 5-6',
  sending: 'M12 20V5M6 11l6-6 6 6',
  waiting: 'M9 5v14M15 5v14',
  received: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6',
  attention: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.5',
} as const;

/** Each state has a shape of its own, so that colour is never alone. */
export function Mark({ kind }: { kind: keyof typeof PATHS }) {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={PATHS[kind]} fill="none" stroke="currentColor" stroke-width="2" />
    </svg>
  );
}
