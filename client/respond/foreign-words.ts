import type { ComponentChildren, VNode } from 'preact';
import { Fragment, h, options } from 'preact';
import { language } from './texts.ts';

/** WCAG 3.1.2: a Vietnamese voice reads these as Vietnamese syllables that nobody understands. */
const FOREIGN = /\b(QR|OTP|Wi-Fi)\b/;

/** Marks foreign words in every Vietnamese text of the page, whichever screen says it. */
export function markForeignWords(): void {
  const before = options.vnode;
  options.vnode = (vnode) => {
    before?.(vnode);
    const { type, props } = vnode as VNode<{ lang?: string; children?: ComponentChildren }>;
    if (language.value !== 'vi' || props?.lang || (typeof type !== 'string' && type !== Fragment))
      return;
    const { children } = props;
    if (Array.isArray(children)) props.children = children.map(marked);
    else if (children) props.children = marked(children);
  };
}

function marked(child: ComponentChildren): ComponentChildren {
  if (typeof child !== 'string' || !FOREIGN.test(child)) return child;
  return child
    .split(FOREIGN)
    .map((part, nth) => (nth % 2 ? h('span', { lang: 'en' }, part) : part));
}
