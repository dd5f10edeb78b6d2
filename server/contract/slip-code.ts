/** Four groups of four; the last digit is a Verhoeff check, 10^15 codes are free. */
export const CODE_DIGITS = 16;

/** Slips printed before codes had sixteen digits; they stay valid until their campaign closes. */
export const EARLIER_CODE_DIGITS = 12;
