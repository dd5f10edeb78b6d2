import { signal } from '@preact/signals';
import type { DrawFile, DrawTexts } from './files.ts';
import { addressOfFile, DRAW_FILES, kindOf } from './files.ts';
import type { Finding } from './self-check.ts';

export type Checking = ReturnType<typeof createChecking>;

/** Runs the draw again on this device; nothing leaves it. */
export type Check = (texts: DrawTexts) => Promise<Finding>;

export const checkInWorker: Check = (texts) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Finding>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new TypeError('the check could not run'));
    };
    worker.postMessage(texts);
  });

/** The four files as they come in, and what the check found. */
export function createChecking(check: Check) {
  const texts = signal<Partial<DrawTexts>>({});
  const unknown = signal<readonly string[]>([]);
  const finding = signal<Finding | undefined>(undefined);
  const isBusy = signal(false);
  const hasFailed = signal(false);

  async function run(): Promise<void> {
    finding.value = undefined;
    const { seed, frame, plan, sample } = texts.value;
    if (seed === undefined || frame === undefined || plan === undefined || sample === undefined)
      return;
    finding.value = await check({ seed, frame, plan, sample });
  }

  async function busy(work: () => Promise<void>): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    hasFailed.value = false;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      hasFailed.value = true;
    } finally {
      isBusy.value = false;
    }
  }

  return {
    texts,
    unknown,
    finding,
    isBusy,
    hasFailed,
    /** Files of the person's own: from the stick of a witness, from a newspaper, from anywhere. */
    take: (files: readonly File[]) =>
      busy(async () => {
        unknown.value = [];
        for (const file of files) {
          const text = await file.text();
          const kind = kindOf(text);
          if (kind) texts.value = { ...texts.value, [kind]: text };
          else unknown.value = [...unknown.value, file.name];
        }
        await run();
      }),
    /** The published files, downloaded and checked here. */
    download: (campaignId: string) =>
      busy(async () => {
        texts.value = await downloadTexts(campaignId);
        await run();
      }),
  };
}

async function downloadTexts(campaignId: string): Promise<Partial<DrawTexts>> {
  const texts = await Promise.all(
    DRAW_FILES.map(async (file): Promise<[DrawFile, string]> => {
      const reply = await fetch(addressOfFile(file, campaignId));
      if (!reply.ok) throw new TypeError('not downloaded');
      return [file, await reply.text()];
    }),
  );
  return Object.fromEntries(texts);
}
