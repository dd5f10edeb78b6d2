/** A clock that runs at its own pace from a first moment and can be set forward: six weeks pass in minutes. */
export function demoClock(first: string) {
  let base = new Date(first).getTime();
  let since = performance.now();
  return {
    now: () => new Date(base + (performance.now() - since)),
    setTo(moment: string) {
      base = new Date(moment).getTime();
      since = performance.now();
    },
  };
}
export type DemoClock = ReturnType<typeof demoClock>;
