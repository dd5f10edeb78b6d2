/** A line longer than this is none: a gigabyte of one letter packs into a megabyte. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * A text in pieces that end with a line, composed (NFC): a letter and its mark may be in two chunks of
 * bytes, but never in two lines. Lines end with LF, whatever ended them: two exports in one file mix CRLF,
 * LF and CR, and CR CR LF is one end that was converted twice.
 */
export async function* wholeLines(
  texts: AsyncIterable<string>,
): AsyncGenerator<{ readonly text: string; readonly isLast: boolean }> {
  let rest = '';
  for await (const text of texts) {
    const end = startOfLastEnd(text);
    if (end < 0) {
      rest += text;
      if (rest.length > LONGEST_LINE) throw new TypeError('a line does not end');
      continue;
    }
    // Carriage returns at the very end may belong to a line feed that comes next.
    yield { text: withLineFeeds(rest + text.slice(0, end)).normalize('NFC'), isLast: false };
    rest = text.slice(end);
  }
  yield { text: withLineFeeds(rest).normalize('NFC'), isLast: true };
}

function startOfLastEnd(text: string): number {
  let end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  while (text[end - 1] === '\r') end -= 1;
  return end;
}

const withLineFeeds = (text: string): string =>
  text.includes('\r') ? text.replaceAll(/\r?\r\n|\r/gu, '\n') : text;
