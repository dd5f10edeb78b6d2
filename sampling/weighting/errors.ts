import type { RefusalDetails } from '../errors.ts';
import { SamplingError } from '../errors.ts';

/** A stratum whose counts contradict each other, or two strata of one code. */
export class InvalidStratum extends SamplingError {
  constructor(message: string, details: RefusalDetails) {
    super('InvalidStratum', message, details);
  }
}
