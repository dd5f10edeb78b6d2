import { fieldText } from '../field/texts.ts';
import { InterviewScreen } from '../Respond.tsx';
import { Declined } from '../screens/Decline.tsx';
import { Page } from '../screens/Page.tsx';
import type { Visit } from '../visit.ts';

/** Every screen is the citizen's own, under a line that says what it is. */
export function PreviewPage({ visit }: { readonly visit: Visit }) {
  return (
    <>
      <aside class="preview-mark" aria-label={fieldText('preview.label')}>
        {fieldText('preview.mark')}
      </aside>
      <Shown visit={visit} />
    </>
  );
}

function Shown({ visit }: { readonly visit: Visit }) {
  const scene = visit.scene.value;
  if (scene.kind === 'interview') {
    return <InterviewScreen visit={visit} interview={scene.interview} />;
  }
  return (
    <>
      {scene.kind === 'declined' ? (
        <Declined visit={visit} texts={scene.texts} />
      ) : (
        <Page title={fieldText('preview.sent')} visit={visit}>
          <p>{fieldText('preview.sent_body')}</p>
        </Page>
      )}
      <footer class="preview-foot">
        <button type="button" class="second" onClick={() => visit.retry()}>
          {fieldText('preview.again')}
        </button>
      </footer>
    </>
  );
}
