import type { Html } from './html.ts';
import { html } from './html.ts';

/**
 * What works without scripts comes into sight by style alone: at once where scripts are off, and after eight
 * seconds where they should have run and do not (an old browser, a download that failed). Until then it can be
 * neither seen nor pressed, so that nobody whose page is about to run begins in the mode that needs the network
 * at each step. `.runs` is set by the script. Important, because reduced motion switches other animations off.
 */
export const LATE_STYLE = `.late{height:0;overflow:hidden;visibility:hidden;animation:late 0s 8s forwards!important}
.arriving{animation:early 0s 8s forwards!important}
.runs .late,.runs .arriving{animation:none!important}
@keyframes late{to{height:auto;overflow:visible;visibility:visible}}
@keyframes early{to{height:0;margin:0;padding:0;border-width:0;line-height:0;visibility:hidden}}`;

const AT_ONCE = html`<noscript><style>.arriving{display:none}
.late{height:auto;overflow:visible;visibility:visible;animation:none!important}</style></noscript>`;

export const late = (content: Html): Html => html`${AT_ONCE}<div class="late">${content}</div>`;
