import { signal } from '@preact/signals';
import { getPacketProgress } from '#contract/slips.ts';
import type { Ask } from '../page/session.ts';

type Progress = Awaited<ReturnType<typeof read>>;
const read = async (ask: Ask, campaignId: string) =>
  (await ask(getPacketProgress, { params: { campaignId } })).progress;

interface PacketState {
  readonly kind: 'idle' | 'starting' | 'running' | 'done';
  readonly progress: Progress;
}

const EVERY_MS = 700;
/** A small packet is made before it is asked for the first time. */
const MOST_QUIET_READS = 4;

/** Asks how far the server is with a packet, from the press on. */
export function createPacket(ask: Ask, campaignId: string) {
  const state = signal<PacketState>({ kind: 'idle', progress: null });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quietReads = 0;
  const stop = () => clearTimeout(timer);

  async function step(onDone: () => void): Promise<void> {
    const progress = await read(ask, campaignId).catch(() => null);
    const { kind } = state.value;
    quietReads = progress ? 0 : quietReads + 1;
    if (progress) state.value = { kind: 'running', progress };
    else if (kind === 'running' || quietReads >= MOST_QUIET_READS) {
      state.value = { kind: 'done', progress: null };
      onDone();
      return;
    }
    timer = setTimeout(() => step(onDone), EVERY_MS);
  }

  return {
    state,
    stop,
    follow(onDone: () => void) {
      stop();
      quietReads = 0;
      state.value = { kind: 'starting', progress: null };
      timer = setTimeout(() => step(onDone), EVERY_MS);
    },
  };
}
