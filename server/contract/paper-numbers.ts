/** Seven digits and a check digit of Verhoeff. */
export const FORM_DIGITS = 8;
/** Nine digits and a check digit: a strip scanned for a form is noticed. */
export const CASE_DIGITS = 10;
