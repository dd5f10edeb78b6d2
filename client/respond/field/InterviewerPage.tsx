import { useSignal } from '@preact/signals';
import { InterviewScreen } from '../Respond.tsx';
import { Mark } from '../screens/Mark.tsx';
import { Page } from '../screens/Page.tsx';
import { pageOf, Reason } from '../screens/Reason.tsx';
import { Received, Sending } from '../screens/Sent.tsx';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { CaseList } from './CaseList.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { EnrolInterviewer } from './EnrolInterviewer.tsx';
import { FieldPage } from './FieldPage.tsx';
import type { Interviewer } from './interviewer.ts';
import { Locked } from './Locked.tsx';
import { fieldText } from './texts.ts';

/** An interviewer's telephone: unlock, find, ask, note what became of it. */
export function InterviewerPage({ interviewer }: { readonly interviewer: Interviewer }) {
  const chosen = useSignal<string | undefined>(undefined);
  const visit = interviewer.visit.value;
  switch (interviewer.state.value) {
    case 'starting':
      return <FieldPage title={fieldText('starting')} />;
    case 'enrol':
      return <EnrolInterviewer interviewer={interviewer} />;
    case 'locked':
      return <Locked interviewer={interviewer} />;
    case 'wiped':
      return <Ended interviewer={interviewer} name="wiped" />;
    case 'over':
      return <Ended interviewer={interviewer} name="over" />;
    case 'revoked':
      return <Ended interviewer={interviewer} name="revoked" />;
    case 'open': {
      if (visit) return <Asked interviewer={interviewer} visit={visit} />;
      const shown = interviewer.cases.value.find(({ caseId }) => caseId === chosen.value);
      return shown ? (
        <CaseScreen
          key={shown.caseId}
          interviewer={interviewer}
          shown={shown}
          onBack={() => (chosen.value = undefined)}
        />
      ) : (
        <CaseList interviewer={interviewer} onChoose={(caseId) => (chosen.value = caseId)} />
      );
    }
  }
}

function Asked(props: { readonly interviewer: Interviewer; readonly visit: Visit }) {
  const { interviewer, visit } = props;
  const scene = visit.scene.value;
  const leave = (
    <button type="button" class="second" onClick={() => interviewer.leaveInterview()}>
      {fieldText('visit.to_list')}
    </button>
  );
  switch (scene.kind) {
    case 'interview':
      return (
        <>
          <InterviewScreen visit={visit} interview={scene.interview} />
          <footer class="kiosk-foot">
            <p class="hint">{fieldText('visit.read_aloud')}</p>
            {leave}
          </footer>
        </>
      );
    case 'sending':
      return <Sending visit={visit} />;
    case 'waiting':
      return (
        <Page title={fieldText('kiosk.kept')} visit={visit} before={<Mark kind="waiting" />}>
          <p>{fieldText('visit.kept_body')}</p>
          {leave}
        </Page>
      );
    case 'received':
      return (
        <>
          <Received visit={visit} kept={scene.kept} />
          <footer class="kiosk-foot">{leave}</footer>
        </>
      );
    case 'ended':
      return (
        <Page title={t(`problem.${pageOf(scene.refusal)}.title`)} visit={visit}>
          <Reason refusal={scene.refusal} />
          <p>{fieldText('visit.aside')}</p>
          {leave}
        </Page>
      );
    default:
      return null;
  }
}

function Ended(props: { readonly interviewer: Interviewer; readonly name: string }) {
  const { interviewer, name } = props;
  const { unsent } = interviewer.counts.value;
  return (
    <FieldPage title={fieldText(`visit.${name}`)}>
      <p>{fieldText(`visit.${name}_body`)}</p>
      {unsent > 0 && (
        <>
          <p class="strong">{fieldText('sealed.left', { n: unsent })}</p>
          <button type="button" class="second" onClick={() => interviewer.saveFiles()}>
            {fieldText('sealed.save')}
          </button>
        </>
      )}
      {name !== 'over' && (
        <button
          type="button"
          class="main"
          data-primary
          onClick={() => (interviewer.state.value = 'enrol')}
        >
          {fieldText('visit.enrol_again')}
        </button>
      )}
    </FieldPage>
  );
}
