import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { momentNow } from '../../clock.ts';
import { t } from '../../i18n.ts';
import { moment } from '../../ui/words.ts';

/** The foot of every printed sheet says which campaign and printed when; only a page's margin repeats. */
export function PrintFoot({ campaign }: { readonly campaign: string }) {
  const printedAt = useSignal(momentNow());
  useEffect(() => {
    const stamp = () => {
      printedAt.value = momentNow();
    };
    addEventListener('beforeprint', stamp);
    return () => removeEventListener('beforeprint', stamp);
  }, [printedAt]);
  const words = t('app.printed', { campaign, at: moment(printedAt.value) });
  return <style>{`@page{@bottom-left{content:${quoted(words)}}}`}</style>;
}

/** A campaign's name is free text: as a CSS string it can be nothing but text. */
const quoted = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{M}\p{N} .,:·/–-]/gu, (symbol) => `\\${symbol.codePointAt(0)?.toString(16)} `)}"`;
