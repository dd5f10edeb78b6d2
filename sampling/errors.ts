/** What a refusal carries beside its name: plain values a caller can print or translate. */
export type RefusalDetails = Readonly<Record<string, unknown>>;

/**
 * Base of every refusal of the sampling library. `name` is the term a caller switches on
 * (`InfeasibleLowerBound`), `message` one English sentence, `details` the values behind it.
 * A method that cannot answer throws one of these; no result ever contains NaN.
 */
export class SamplingError extends Error {
  readonly details: RefusalDetails;

  constructor(name: string, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = name;
    this.details = Object.freeze({ ...details });
  }
}
