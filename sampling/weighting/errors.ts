import type { RefusalDetails } from '../errors.ts';
import { SamplingError } from '../errors.ts';

/** A stratum whose counts contradict each other, or two strata of one code. */
export class InvalidStratum extends SamplingError {
  constructor(message: string, details: RefusalDetails) {
    super('InvalidStratum', message, details);
  }
}

/** Margins that cannot be met: a category with a positive target and nobody in the sample. */
export class MarginWithoutSample extends SamplingError {
  constructor(details: RefusalDetails) {
    super(
      'MarginWithoutSample',
      'A margin asks for people whom the sample does not have.',
      details,
    );
  }
}

/** Margins whose totals differ, so that no weights can meet them all. */
export class InconsistentMargins extends SamplingError {
  constructor(details: RefusalDetails) {
    super('InconsistentMargins', 'The margins do not add up to one total.', details);
  }
}

/** Calibration that did not reach its margins; names the worst. */
export class NonconvergentCalibration extends SamplingError {
  constructor(details: RefusalDetails) {
    super('NonconvergentCalibration', 'Calibration did not reach its margins.', details);
  }
}

/** A cap so low that the weights under it cannot keep their total. */
export class ImpossibleTrimming extends SamplingError {
  constructor(details: RefusalDetails) {
    super('ImpossibleTrimming', 'With every weight at the cap the total is not reached.', details);
  }
}
