import { useSignal } from '@preact/signals';
import { sections } from '#contract/answering.ts';
import type { Answers, Question, QuestionGroup } from '#contract/questionnaire.ts';
import type { Interview } from '../interview.ts';
import { ReadAloud } from '../questions/ReadAloud.tsx';
import { goBack } from '../steps.ts';
import { language, t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { localText } from '../wording.ts';
import { Page } from './Page.tsx';
import { Progress } from './Questions.tsx';
import { StateLine } from './StateLine.tsx';

export function Check({ visit, interview }: { visit: Visit; interview: Interview }) {
  const { campaign } = interview.draft.value.opening;
  const notice = useSignal('');
  const send = async () => {
    const isEmpty = !Object.values(interview.answers.value).some((value) => value !== null);
    if (isEmpty) {
      notice.value = 'check.empty';
      return;
    }
    notice.value = '';
    await visit.send(language.value).catch(() => {
      notice.value = 'state.full';
    });
  };
  return (
    <Page
      title={t('check.title')}
      visit={visit}
      hotline={campaign.hotline}
      onBack={() => goBack(interview)}
      before={<Progress interview={interview} />}
    >
      <button type="button" class="second" onClick={send}>
        {t('check.send_now')}
      </button>
      {!visit.isShared && (
        <ReadAloud texts={() => answersOf(interview)} button={t('check.listen')} />
      )}
      {sections(interview.questionnaire.value).map((groups) => (
        <Section key={groups[0]?.code} groups={groups} interview={interview} />
      ))}
      <p>{t('check.body')}</p>
      <div role="alert">{notice.value && <p class="notice attention">{t(notice.value)}</p>}</div>
      <StateLine visit={visit} interview={interview} />
      <button type="button" class="main" data-primary onClick={send}>
        {t('check.send')}
      </button>
      {!visit.isShared && (
        <p>
          <button
            type="button"
            class="link"
            onClick={() =>
              (notice.value = visit.isLasting.value ? 'check.later_text' : 'check.later_memory')
            }
          >
            {t('check.later')}
          </button>
        </p>
      )}
    </Page>
  );
}

interface SectionProps {
  readonly groups: readonly QuestionGroup[];
  readonly interview: Interview;
}

function Section({ groups, interview }: SectionProps) {
  const title = groups[0] ? localText(groups[0].title) : '';
  return (
    <section class="answers">
      <h2>{title}</h2>
      {groups.map((group) => (
        <div key={group.code} class="group">
          <dl>
            {group.questions.map((question) => (
              <div key={question.code}>
                <dt>{localText(question.label)}</dt>
                <dd>{answerText(question, interview.answers.value)}</dd>
              </div>
            ))}
          </dl>
          <button
            type="button"
            class="link"
            onClick={() => interview.change(group.questions[0]?.code ?? 'start')}
          >
            {t('check.change')}
            <span class="visually-hidden">
              {' '}
              {t('check.change_of', {
                label: group.questions.map((question) => localText(question.label)).join(', '),
              })}
            </span>
          </button>
        </div>
      ))}
    </section>
  );
}

const answersOf = ({ questionnaire, answers }: Interview): string[] =>
  questionnaire.value.groups
    .flatMap(({ questions }) => questions)
    .map((question) => `${localText(question.label)}: ${answerText(question, answers.value)}`);

function answerText(question: Question, answers: Answers): string {
  const value = answers[question.code];
  if (value === undefined) return t('check.none');
  if (value === null)
    return question.kind === 'choice' ? localText(question.nonAnswer) : t('questions.prefer_not');
  if (question.kind === 'comment') return String(value);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return question.options
    .filter((option) => chosen.includes(option.value))
    .map((option) => localText(option.label))
    .join(', ');
}
