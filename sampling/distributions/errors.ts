import { SamplingError } from '../errors.ts';

/** A probability, shape or number of degrees of freedom lies outside the distribution's domain. */
export class OutsideDistribution extends SamplingError {
  constructor(distribution: string, parameters: Readonly<Record<string, number>>) {
    const given = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
    super('OutsideDistribution', `No ${distribution} value for ${given.join(', ')}.`, {
      distribution,
      ...parameters,
    });
  }
}
