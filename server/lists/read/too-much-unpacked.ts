/** A packed text that is far larger than it looks. */
export class TooMuchUnpacked extends Error {}
