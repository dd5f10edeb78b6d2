import { writtenDay } from '#contract/written-day.ts';
import { serverNow } from '../clock.ts';
import { language } from '../i18n.ts';

export { writtenDay as day } from '#contract/written-day.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const locale = () => (language.value === 'vi' ? 'vi-VN' : 'en-GB');

export const wholeNumber = (value: number): string => value.toLocaleString(locale());

/** A share as a figure of a table: 83,2%. */
export const percent = (share: number, decimals = 1): string =>
  `${(100 * share).toLocaleString(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}%`;

/** A share with as many decimals as it was rounded to; one that was rounded to 5 % says so. */
export function roundedShare(share: number, step: number | null): string {
  if (step === null) return percent(share);
  const decimals = Math.max(0, Math.round(-Math.log10(step)) - 2);
  return `${step > 0.01 ? '≈ ' : ''}${percent(share, decimals)}`;
}

export const decimal = (value: number, decimals = 2): string =>
  value.toLocaleString(locale(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });

/** Two people may bear one name; the user name tells them apart. */
export const personWords = (name: string | null, username: string | null): string | undefined =>
  name === null ? undefined : `${name} (${username ?? ''})`;

/** Made once: each costs as much as a table of figures. */
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
});

/** The province's clock, wherever the browser is. */
export const moment = (iso: string): string =>
  `${clock(iso)} ${language.value === 'vi' ? 'ngày ' : 'on '}${writtenDay(today(new Date(iso)))}`;

export const clock = (iso: string): string => CLOCK.format(new Date(iso));

/** The province's calendar day. */
export const today = (now = new Date(serverNow())): string => DAY.format(now);

export const daysUntil = (iso: string, from = today()): number =>
  Math.round((Date.parse(iso) - Date.parse(from)) / 86_400_000);

export const megabytes = (bytes: number): string => `${decimal(bytes / 1_000_000, 1)} MB`;

/** `a41f09c7…` → A41F 09C7: what a witness reads aloud from the paper. */
export const spokenHash = (sha256: string, symbols = 8): string =>
  (sha256.slice(0, symbols).toUpperCase().match(/.{4}/g) ?? []).join(' ');
