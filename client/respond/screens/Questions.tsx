import { useEffect, useRef } from 'preact/hooks';
import { isSettled } from '#contract/answering.ts';
import type { AnswerValue, Question } from '#contract/questionnaire.ts';
import type { Interview } from '../interview.ts';
import type { Screen } from '../paging.ts';
import { Choice } from '../questions/Choice.tsx';
import { Comment } from '../questions/Comment.tsx';
import { Multiple } from '../questions/Multiple.tsx';
import { ReadAloud, textsOf } from '../questions/ReadAloud.tsx';
import { goBack } from '../steps.ts';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { localText } from '../wording.ts';
import { CodeOffer } from './Continuation.tsx';
import { Page } from './Page.tsx';
import { StateLine } from './StateLine.tsx';

interface Props {
  readonly visit: Visit;
  readonly interview: Interview;
  readonly screen: Screen;
}

export function Questions({ visit, interview, screen }: Props) {
  const { hotline } = interview.draft.value.opening.campaign;
  const { group, questions } = screen;
  const isFinger = useFinger();
  const ask = (question: Question) => (
    <Asked
      key={question.code}
      question={question}
      interview={interview}
      screen={screen}
      onAnswer={(code, value) => {
        interview.answer(code, value);
        if (isFinger.current && code === question.code) bringNext(screen, question, interview);
      }}
    />
  );
  return (
    <Page
      title={titleOf(interview, screen)}
      visit={visit}
      hotline={hotline}
      onBack={() => goBack(interview)}
      before={<Progress interview={interview} />}
    >
      {localText(group.stem) !== localText(group.title) && !repeats(screen) && (
        <p class="stem">{localText(group.stem)}</p>
      )}
      {group.hint && group.part !== 'comment' && <p class="hint">{localText(group.hint)}</p>}
      <ReadAloud texts={() => textsOf(screen)} />
      {questions.map(ask)}
      <Missing interview={interview} />
      <StateLine visit={visit} interview={interview} />
      <button type="button" class="main" data-primary onClick={interview.next}>
        {t('questions.next')}
      </button>
      <CodeOffer visit={visit} interview={interview} />
    </Page>
  );
}

/** Screens in a row with one title differ by a number: a heading that is as before looks like no step. */
function titleOf({ screens }: Interview, { at: code, group }: Screen): string {
  const title = localText(group.title);
  const row = screens.value.filter((screen) => localText(screen.group.title) === title);
  const now = row.findIndex((screen) => screen.at === code) + 1;
  return row.length > 1 ? t('questions.part', { title, now, of: row.length }) : title;
}

/** Whether the latest touch of the page was a finger's. */
function useFinger() {
  const isFinger = useRef(false);
  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      isFinger.current = event.pointerType === 'touch';
    };
    const onKey = () => {
      isFinger.current = false;
    };
    addEventListener('pointerdown', onPointer);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('pointerdown', onPointer);
      removeEventListener('keydown', onKey);
    };
  }, []);
  return isFinger;
}

/** A question alone on its screen says the stem itself. */
const repeats = ({ group, questions }: Screen): boolean =>
  questions.some((question) => localText(question.text) === localText(group.stem));

/** A finger's choice brings the next open statement into view; keyboards and screen readers stay where they are. */
function bringNext(screen: Screen, question: Question, interview: Interview): void {
  const after = screen.questions.slice(screen.questions.indexOf(question) + 1);
  const next = after.find((later) => !isSettled(interview.answers.value, later));
  if (next) document.getElementById(next.code)?.scrollIntoView({ block: 'nearest' });
}

interface AskedProps {
  readonly question: Question;
  readonly interview: Interview;
  readonly screen: Screen;
  onAnswer(code: string, value: AnswerValue | undefined): void;
}

function Asked({ question, interview, screen, onAnswer }: AskedProps) {
  const answers = interview.answers.value;
  const isMissing = interview.missing.value.includes(question) && !isSettled(answers, question);
  const value = answers[question.code];
  switch (question.kind) {
    case 'choice':
      return <Choice question={question} value={value} isMissing={isMissing} onAnswer={onAnswer} />;
    case 'multiple':
      return (
        <Multiple question={question} value={value} isMissing={isMissing} onAnswer={onAnswer} />
      );
    case 'comment':
      return (
        <Comment question={question} hint={screen.group.hint} value={value} onAnswer={onAnswer} />
      );
  }
}

export function Progress({ interview }: { interview: Interview }) {
  const { done, of: total } = interview.settled.value;
  return (
    <div class="progress">
      <p>{t('questions.page', interview.page.value)}</p>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${(100 * done) / total}%` }} />
      </div>
    </div>
  );
}

/** Told once on a screen: one may answer, or skip. */
function Missing({ interview }: { interview: Interview }) {
  const open = interview.missing.value.filter(
    (question) => !isSettled(interview.answers.value, question),
  );
  const notice = useRef<HTMLElement>(null);
  const first = open[0];
  const isTold = interview.missing.value.length > 0;
  useEffect(() => {
    if (isTold) notice.current?.focus();
  }, [isTold]);
  if (!first) return null;
  return (
    <section class="notice attention" ref={notice} tabIndex={-1} aria-labelledby="missing">
      <p id="missing">{t('questions.missing', { count: open.length })}</p>
      <div class="row">
        <button
          type="button"
          class="second"
          onClick={() => document.getElementById(first.code)?.querySelector('input')?.focus()}
        >
          {t('questions.answer')}
        </button>
        <button type="button" class="second" onClick={interview.skip}>
          {t('questions.skip')}
        </button>
      </div>
    </section>
  );
}
