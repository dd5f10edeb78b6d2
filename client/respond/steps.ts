import { effect } from '@preact/signals';
import type { Interview } from './interview.ts';

interface Step {
  readonly at: string;
  readonly from?: string;
}

const step = (): Step | null => history.state;

/** The browser's back button and “Quay lại” do the same: every screen is a step of the history. */
export function followHistory(interview: Interview): () => void {
  // A reload stays where it was; a link that is opened anew begins at the start page.
  const before = step()?.at;
  interview.position.value = before ?? 'start';
  if (!before) history.replaceState({ at: 'start' }, '');
  const stop = effect(() => {
    const position = interview.position.value;
    const from = step()?.at;
    if (from !== position) history.pushState({ at: position, ...(from && { from }) }, '');
  });
  const onPop = () => {
    if (step()) interview.goTo(step()!.at);
  };
  addEventListener('popstate', onPop);
  return () => {
    stop();
    removeEventListener('popstate', onPop);
  };
}

export function goBack(interview: Interview, to = interview.previous()): void {
  if (step()?.from === to) history.back();
  else {
    // On a device of many its history is not followed, and keeps no screen that an answer has opened.
    if (step()) history.replaceState({ at: to }, '');
    interview.goTo(to);
  }
}
