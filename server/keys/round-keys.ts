import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ProblemCode } from '#contract/problems.ts';
import { problem } from '../problem.ts';
import type { Mirror } from './mirror.ts';
import type { RoundKeyName } from './wrapped-file.ts';
import {
  destroyFile,
  fileNameOf,
  readIfThere,
  unwrap,
  wrap,
  writeDurably,
} from './wrapped-file.ts';

/** What became of a key's file in the folder and in its mirror. */
export interface KeyEnd {
  readonly use: RoundKeyName['use'];
  /** There was still a file: the first time, or one that came back from somewhere. */
  readonly wasThere: boolean;
  readonly mirror: 'none' | 'destroyed' | 'unreachable';
}

export interface KeyPlaces {
  /** `DATA_DIR/rounds`. */
  readonly folder: string;
  readonly mirror: Mirror;
  /** Follows from the master key. */
  readonly wrapping: Buffer;
}

/** One key a round for one use, each in its own wrapped file; `absent` is what is said where there is none. */
export function roundKeys(places: KeyPlaces, use: RoundKeyName['use'], absent: ProblemCode) {
  const { folder, mirror, wrapping } = places;
  const loaded = new Map<string, Promise<Buffer>>();
  const nameOf = (campaignId: string) => ({ use, campaignId });
  const pathOf = (campaignId: string) => join(folder, fileNameOf(nameOf(campaignId)));

  async function stored(campaignId: string): Promise<Buffer | undefined> {
    const name = nameOf(campaignId);
    const own = await readIfThere(pathOf(campaignId));
    const key = own && unwrap(wrapping, name, own);
    if (key || (await mirror.state()) !== 'reached') return key;
    // The folder's disk was lost, or a bit of the file.
    const kept = await mirror.read(fileNameOf(name));
    const restored = kept && unwrap(wrapping, name, kept);
    if (kept && restored) await writeDurably(pathOf(campaignId), kept);
    return restored;
  }

  async function load(campaignId: string): Promise<Buffer> {
    const key = await stored(campaignId);
    if (!key) throw problem(absent);
    return key;
  }

  return {
    async make(campaignId: string): Promise<void> {
      const state = await mirror.state();
      // A disk that dies would take every ballot with it: better not to begin.
      if (state === 'unreachable') throw problem('round_keys_mirror_unreachable');
      const key = (await stored(campaignId)) ?? randomBytes(32);
      const wrapped = wrap(wrapping, nameOf(campaignId), key);
      key.fill(0);
      if (!(await readIfThere(pathOf(campaignId)))) await writeDurably(pathOf(campaignId), wrapped);
      const content = await readIfThere(pathOf(campaignId));
      if (state === 'reached' && content)
        await mirror.write(fileNameOf(nameOf(campaignId)), content);
    },
    key(campaignId: string): Promise<Buffer> {
      let key = loaded.get(campaignId);
      if (!key) {
        key = load(campaignId);
        loaded.set(campaignId, key);
        key.catch(() => loaded.delete(campaignId));
      }
      return key;
    },
    /** What another process has destroyed is not kept here either. */
    async forget(campaignId: string): Promise<void> {
      const known = await loaded.get(campaignId)?.catch(() => undefined);
      loaded.delete(campaignId);
      known?.fill(0);
    },
    /** Callers that wait for the key have used it before the files are gone, and only then it is zeroed. */
    async destroy(campaignId: string): Promise<KeyEnd> {
      const known = await loaded.get(campaignId)?.catch(() => undefined);
      loaded.delete(campaignId);
      const wasHere = await destroyFile(pathOf(campaignId));
      const state = await mirror.state();
      const fileName = fileNameOf(nameOf(campaignId));
      const wasInMirror =
        state === 'reached' ? await mirror.destroy(fileName).catch(() => 'failed' as const) : false;
      known?.fill(0);
      const ended = state === 'reached' && wasInMirror !== 'failed' ? 'destroyed' : 'unreachable';
      return {
        use,
        wasThere: wasHere || wasInMirror === true,
        mirror: state === 'none' ? 'none' : ended,
      };
    },
  };
}
