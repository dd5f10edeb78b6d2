import type { Trouble } from './calls.ts';
import type { Interview } from './interview.ts';
import type { Kept, Parcel, Refused } from './stored-draft.ts';

/** What the page shows. “Received” is reached by the server's receipt alone. */
export type Scene =
  | { kind: 'arriving' }
  | { kind: 'code' }
  | { kind: 'unreached'; trouble: Trouble }
  | { kind: 'interview'; interview: Interview }
  | { kind: 'sending' }
  | { kind: 'waiting'; trouble: Trouble; triedAt: Date }
  | { kind: 'setAside'; parcel: Parcel; refusal: Refused }
  | { kind: 'received'; kept: Kept }
  | { kind: 'ended'; refusal: Refused; interview?: Interview }
  | { kind: 'declined'; texts: 'decline' | 'wrong' }
  | { kind: 'forgotten' };

/** On its way: the device holds a parcel that was not refused. */
export const isSealed = (scene: Scene): boolean => ['sending', 'waiting'].includes(scene.kind);

/** On its way or set aside: the page knows all that was sealed. */
export const holdsParcel = (scene: Scene): boolean => isSealed(scene) || scene.kind === 'setAside';

/** The end of this page's way: another version may take its place. */
export const isOver = (scene: Scene): boolean =>
  ['received', 'declined', 'forgotten'].includes(scene.kind);
