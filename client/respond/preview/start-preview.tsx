import { effect } from '@preact/signals';
import { render } from 'preact';
import type { Opening, previewForm } from '#contract/opening.ts';
import { ask } from '../calls.ts';
import { watchSight } from '../effort.ts';
import { FieldPage } from '../field/FieldPage.tsx';
import { fieldText } from '../field/texts.ts';
import { isLarge } from '../preferences.ts';
import { startVoices } from '../read-aloud.ts';
import { PreviewPage } from './PreviewPage.tsx';
import { createPreviewVisit } from './preview-visit.ts';
import { STYLE } from './style.ts';

/** The office shows this page in a frame. The address names the campaign behind its `#`. Letters and language are not remembered. */
export async function startPreview(): Promise<void> {
  const page = document.getElementById('page')!;
  startVoices();
  watchSight();
  effect(() => void document.documentElement.classList.toggle('large', isLarge.value));
  document.head.insertAdjacentHTML('beforeend', `<style>${STYLE}</style>`);
  const opening = await readOpening(location.hash.slice(1)).catch(() => undefined);
  page.textContent = '';
  if (!opening) return render(<Unopened />, page);
  const visit = await createPreviewVisit(opening);
  render(<PreviewPage visit={visit} />, page);
}

function readOpening(campaignId: string): Promise<Opening> {
  return ask<typeof previewForm>(
    { method: 'GET', path: '/api/campaigns/:campaignId/form-preview' },
    { params: { campaignId } },
    (reply) => Array.isArray(reply.questionnaire?.groups),
  );
}

const Unopened = () => (
  <FieldPage title={fieldText('preview.unopened')}>
    <p>{fieldText('preview.unopened_body')}</p>
  </FieldPage>
);
