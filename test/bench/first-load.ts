// What a phone loads that opens its link for the first time, part by part, on the wire.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import texts from '../../client/locales/respond.vi.json' with { type: 'json' };
import { build } from '../../server/build-client.ts';
import { launchBrowser } from '../browser/browser.ts';
import type { Loaded } from '../browser/first-visit.ts';
import { bytesOf, firstVisit, secondsUntilUsable, visitUntilKept } from '../browser/first-visit.ts';
import { openLoadedProvince } from './load/province.ts';
import type { BenchRow } from './row.ts';

const RUNS = 5;

export async function measure(): Promise<BenchRow[]> {
  await build();
  const province = await openLoadedProvince('embedded', RUNS);
  const browser = await launchBrowser();
  try {
    const links = province.campaign.invitations.map(
      ({ token }) => `http://localhost:${province.port}/${token}`,
    );
    const loaded = await firstVisit(browser, links[0]!);
    const seconds: number[] = [];
    for (const link of links.slice(0, RUNS)) seconds.push(await secondsUntilUsable(browser, link));
    return [
      ...parts(loaded),
      kilobytes(
        'after it, for a place without network',
        await laterBytes(browser, province.port, links[0]!),
      ),
      {
        label: 'first load: usable at 400 kbit/s, 400 ms, processor slowed six times',
        measured: seconds.sort((a, b) => a - b)[RUNS >> 1]!,
        goal: '≤ 3',
        unit: 's',
      },
    ];
  } finally {
    await browser.close();
    await province.close();
  }
}

const kilobytes = (label: string, bytes: number, goal = ''): BenchRow => ({
  label: `first load: ${label}`,
  measured: bytes / 1000,
  goal,
  unit: 'kB',
});

function parts(loaded: readonly Loaded[]): BenchRow[] {
  const bodies = (type: string) =>
    loaded
      .filter((reply) => reply.type === type)
      .reduce((sum, { bytes, headerBytes }) => sum + bytes - headerBytes, 0);
  const headers = loaded.reduce((sum, { headerBytes }) => sum + headerBytes, 0);
  const named = ['Document', 'Stylesheet', 'Script', 'Fetch'];
  const others = loaded.filter(({ type }) => !named.includes(type));
  return [
    kilobytes('HTML, with the invitation’s text', bodies('Document')),
    kilobytes('style sheet', bodies('Stylesheet')),
    kilobytes('scripts, with the texts of the page', bodies('Script')),
    kilobytes(
      '  of these the Vietnamese texts, alone',
      brotliCompressSync(JSON.stringify(texts)).length,
    ),
    kilobytes('questionnaire and invitation', bodies('Fetch')),
    kilobytes('anything else', bytesOf(others)),
    kilobytes(`headers of ${loaded.length} replies`, headers),
    kilobytes('in all', bytesOf(loaded), '≤ 45'),
  ];
}

/** What a whole visit loads more than the first screen: the worker and what it keeps. */
async function laterBytes(browser: Browser, port: number, link: string): Promise<number> {
  let bytes = 0;
  const wire = createServer((phone) => {
    const server = connect(port, '127.0.0.1');
    server.on('data', (chunk) => {
      bytes += chunk.length;
    });
    for (const socket of [phone, server]) socket.on('error', () => socket.destroy());
    phone.pipe(server).pipe(phone);
  }).listen(0);
  await once(wire, 'listening');
  const proxied = new URL(link);
  proxied.port = String((wire.address() as AddressInfo).port);
  const first = bytesOf(await firstVisit(browser, proxied.href));
  bytes = 0;
  await visitUntilKept(browser, proxied.href);
  wire.close();
  return bytes - first;
}
