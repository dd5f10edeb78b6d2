const ONSET = 'ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnprstvx]';
const NUCLEUS =
  'iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|' +
  'oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy]';
const SYLLABLE = new RegExp(`^(?:${ONSET})?(?:${NUCLEUS})(ch|nh|ng|[ckmnpt])?$`, 'u');
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const ONE_CASE = /^(?:\p{Lu}?\p{Ll}*|\p{Lu}+)$/u;

/** Whether a word could be a Vietnamese syllable: its sounds in order, one tone at most, one case. */
export function isSyllable(word: string): boolean {
  if (!ONE_CASE.test(word.normalize('NFC'))) return false;
  const parts = word.normalize('NFD').toLowerCase();
  const tones = parts.match(TONES) ?? [];
  const shape = SYLLABLE.exec(parts.replaceAll(TONES, '').normalize('NFC'));
  if (!shape || tones.length > 1) return false;
  // A syllable that ends in a stop has one of two tones.
  return !/^(?:c|ch|k|p|t)$/u.test(shape[1] ?? '') || /[\u0301\u0323]/u.test(tones[0] ?? '');
}
