import { workFor } from './code-work.ts';

/** In a thread of its own: the page can be scrolled and left meanwhile. */
addEventListener('message', ({ data: { challenge, bits } }) =>
  postMessage(workFor(challenge, bits)),
);
