/** A line longer than this is none: a gigabyte of one letter packs into a megabyte. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * A text in pieces that end with a line, composed (NFC): a letter and its mark may lie in two chunks of
 * bytes, but never in two lines.
 */
export async function* wholeLines(
  texts: AsyncIterable<string>,
): AsyncGenerator<{ readonly text: string; readonly isLast: boolean }> {
  let rest = '';
  for await (const text of texts) {
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    if (end < 0) {
      rest += text;
      if (rest.length > LONGEST_LINE) throw new TypeError('a line does not end');
      continue;
    }
    // A carriage return at the very end may belong to a line feed that comes next.
    yield { text: (rest + text.slice(0, end)).normalize('NFC'), isLast: false };
    rest = text.slice(end);
  }
  yield { text: rest.normalize('NFC'), isLast: true };
}
