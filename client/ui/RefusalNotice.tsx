import type { ComponentChildren } from 'preact';
import { Notice } from './Notice.tsx';
import type { Failure } from './problem-words.ts';
import { wordsOf } from './problem-words.ts';

export function RefusalNotice(props: {
  readonly failure: Failure | undefined;
  readonly children?: ComponentChildren;
}) {
  if (!props.failure) return null;
  const { title, safe, next } = wordsOf(props.failure);
  return (
    <Notice kind="error" title={title}>
      {safe && <p>{safe}</p>}
      {next && <p>{next}</p>}
      {props.children}
    </Notice>
  );
}
