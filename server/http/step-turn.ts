const waiting: (() => void)[] = [];
let isDue = false;

/**
 * Before each step (a page, some rows of a table, a workbook) of what is made on the server's only thread: all that is made at
 * this moment has one step in a turn of the event loop, in the order of coming, and requests come between. With a turn for each,
 * thirty packets of slips or lists of persons asked at once by one account made every citizen wait for 1.2 s, some for 3.3 s.
 */
export function stepTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    expectTurn();
  });
}

function expectTurn(): void {
  if (isDue || waiting.length === 0) return;
  isDue = true;
  setImmediate(() => {
    isDue = false;
    waiting.shift()?.();
    expectTurn();
  });
}
