const FRAMES = 6;
const CODE = /^[A-Z0-9_]{1,40}$/;

/**
 * What the log keeps of an error of ours: its name, its code (SQLSTATE, or the system's), and the place. Never the
 * message, also where one has lines of its own: it may quote a row, a link or a name.
 */
export function loggedError(error: Error) {
  const { code } = error as { readonly code?: unknown };
  return {
    error: error.name,
    ...(typeof code === 'string' && CODE.test(code) && { code }),
    at: placesOf(error),
  };
}

function placesOf({ message, stack = '' }: Error): readonly string[] {
  const start = stack.indexOf(message);
  return stack
    .slice(Math.max(start, 0) + message.length)
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim());
}
