// What somebody waits who changes the platform: `npm run dev` on a fresh clone, by the clock.
import { setTimeout as pause } from 'node:timers/promises';
import type { DevProject } from '../dev-project.ts';
import { openDevProject } from '../dev-project.ts';
import type { BenchRow } from './row.ts';

const PAGES = [
  ['citizen', '/respond/screens/EnterCode.tsx', "title={t('code.title')}"],
  ['office', '/office/staff/SignIn.tsx', "title={t('sign_in.title')}"],
  ['published', '/published/CampaignList.tsx', "title={t('campaigns.title')}"],
] as const;

export async function measure(): Promise<BenchRow[]> {
  const began = performance.now();
  const project = await openDevProject();
  try {
    for (const [, file] of PAGES) await untilRead(project, `/@dev${file}`, 'jsxDEV');
    const rows = [row('up on a fresh clone, all three pages', began, '≤ 5')];
    for (const [page, file, from] of PAGES) {
      const edited = performance.now();
      await project.edit([`client${file}`, from, `title="${page} edited"`]);
      await untilRead(project, `/@dev${file}`, `${page} edited`);
      rows.push(row(`an edit of the ${page} page is served`, edited, '≤ 2'));
    }
    const edited = performance.now();
    await project.edit([
      'server/http/openapi.ts',
      'Frame, public draw, answers',
      'An edited server',
    ]);
    await untilRead(project, '/api/openapi.json', 'An edited server');
    return [...rows, row('an edit of the server is served', edited, '')];
  } finally {
    await project.stop();
  }
}

async function untilRead({ address }: DevProject, path: string, text: string): Promise<void> {
  for (;;) {
    const reply = await fetch(`${address}${path}`).catch(() => undefined);
    if ((await reply?.text())?.includes(text)) return;
    await pause(20);
  }
}

const row = (label: string, since: number, goal: string): BenchRow => ({
  label: `dev: ${label}`,
  measured: (performance.now() - since) / 1000,
  goal,
  unit: 's',
});
