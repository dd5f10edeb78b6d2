import type { Signal } from '@preact/signals';
import { InterviewScreen } from '../Respond.tsx';
import { Declined } from '../screens/Decline.tsx';
import { EnterCode } from '../screens/EnterCode.tsx';
import { Mark } from '../screens/Mark.tsx';
import { Page } from '../screens/Page.tsx';
import { pageOf, Reason } from '../screens/Reason.tsx';
import { Received, Sending } from '../screens/Sent.tsx';
import { t } from '../texts.ts';
import type { Visit } from '../visit.ts';
import { Enrol } from './Enrol.tsx';
import { FieldPage } from './FieldPage.tsx';
import type { Kiosk } from './kiosk.ts';
import { forgetPerson } from './kiosk.ts';
import type { KioskVisit } from './kiosk-visit.ts';
import { fieldText } from './texts.ts';

interface Props {
  readonly kiosk: Kiosk;
  readonly secondsLeft: Signal<number | undefined>;
}

/** At a counter: the digits of a slip, the form, the receipt, and nothing of it afterwards. */
export function KioskPage({ kiosk, secondsLeft }: Props) {
  const visit = kiosk.visit.value;
  switch (kiosk.state.value) {
    case 'starting':
      return <FieldPage title={fieldText('starting')} />;
    case 'enrol':
      return <Enrol title={fieldText('kiosk.enrol')} onCode={kiosk.enrol} />;
    case 'unready':
      return <Notice kiosk={kiosk} name="unready" />;
    case 'over':
      return <Notice kiosk={kiosk} name="over" />;
    case 'revoked':
      return <Notice kiosk={kiosk} name="revoked" />;
    case 'open':
      return visit ? (
        <>
          <Person visit={visit} />
          <Foot visit={visit} kiosk={kiosk} />
          {secondsLeft.value !== undefined && <Warning seconds={secondsLeft.value} />}
        </>
      ) : null;
  }
}

function Person({ visit }: { readonly visit: KioskVisit }) {
  const scene = visit.scene.value;
  switch (scene.kind) {
    case 'code':
      return <EnterCode visit={visit} onCode={visit.open} />;
    case 'interview':
      return <InterviewScreen visit={visit} interview={scene.interview} />;
    case 'sending':
      return <Sending visit={visit} />;
    case 'waiting':
      return (
        <Page title={fieldText('kiosk.kept')} visit={visit} before={<Mark kind="waiting" />}>
          <p>{fieldText('kiosk.kept_body')}</p>
        </Page>
      );
    case 'received':
      return <Received visit={visit} kept={scene.kept} />;
    case 'ended':
      return (
        <Page title={t(`problem.${pageOf(scene.refusal)}.title`)} visit={visit}>
          <Reason refusal={scene.refusal} />
        </Page>
      );
    case 'declined':
      return <Declined visit={visit} texts={scene.texts} />;
    default:
      return null;
  }
}

/** What the device does by itself is said on every screen, and can be had at once. */
function Foot({ visit, kiosk }: { readonly visit: Visit; readonly kiosk: Kiosk }) {
  const isCode = visit.scene.value.kind === 'code';
  return (
    <footer class="kiosk-foot">
      {isCode ? (
        kiosk.unsent.value > 0 && (
          <p class="hint">{fieldText('kiosk.unsent', { n: kiosk.unsent.value })}</p>
        )
      ) : (
        <>
          <p class="hint">{fieldText('kiosk.forgets')}</p>
          <button type="button" class="second" onClick={forgetPerson}>
            {fieldText('kiosk.leave')}
          </button>
        </>
      )}
    </footer>
  );
}

function Warning({ seconds }: { readonly seconds: number }) {
  return (
    <div class="kiosk-warning" role="alertdialog" aria-labelledby="kiosk-warning">
      <p id="kiosk-warning">{fieldText('kiosk.warning', { seconds })}</p>
      <button type="button" class="main">
        {fieldText('kiosk.stay')}
      </button>
    </div>
  );
}

function Notice({ kiosk, name }: { readonly kiosk: Kiosk; readonly name: string }) {
  const { unsent } = kiosk;
  return (
    <FieldPage title={fieldText(`kiosk.${name}`)}>
      <p>{fieldText(`kiosk.${name}_body`)}</p>
      {unsent.value > 0 && (
        <>
          <p class="strong">{fieldText('sealed.left', { n: unsent.value })}</p>
          <button type="button" class="second" onClick={() => kiosk.saveFiles()}>
            {fieldText('sealed.save')}
          </button>
        </>
      )}
      <button type="button" class="main" data-primary onClick={() => kiosk.retry()}>
        {fieldText('again')}
      </button>
    </FieldPage>
  );
}
