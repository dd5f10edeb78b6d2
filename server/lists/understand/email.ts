/** One address as counters write it down; of several in a cell the first. */
const ADDRESS =
  /[A-Z0-9][\w.+-]{0,63}@(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.){1,4}[A-Z]{2,24}(?![\w.-]*@)/iu;

/** An office's own address reaches no citizen: officials enter it where people have none. */
const OF_AN_OFFICE = /[@.]gov\.vn$/u;

export function readEmail(cell: string): string | null {
  const address = ADDRESS.exec(cell)?.[0].toLowerCase() ?? null;
  return address === null || OF_AN_OFFICE.test(address) ? null : address;
}
