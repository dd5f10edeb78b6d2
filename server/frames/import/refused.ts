import type { refusalCode } from '../../lists/read/refusal-code.ts';

/** A list that cannot be read to its end, and why. */
export class Refused extends Error {
  readonly code: ReturnType<typeof refusalCode>;

  constructor(code: Refused['code']) {
    super(code);
    this.code = code;
  }
}
