/**
 * Evidence in bits, log2(m/u) (Fellegi & Sunter 1969; docs/linkage.md gives the reason of each). m: the share of dossiers
 * of one person that agree so; u: the share of two persons' dossiers that do. 0 where one of the two says nothing.
 */
export const WEIGHTS = {
  /** Odds of two dossiers of an agency with N of them: one in N. Of a small list it is not known how many are missing. */
  leastDossiers: 1000,
  /** `placeholder`: of so many persons it is an intermediary's, or typed where another is missing, and says nothing. */
  phone: { m: 0.85, differs: -2.5, strangers: 0.1, placeholder: 4 },
  id: { m: 0.95, differs: -9, differsOld: -3, strangers: 0.007, placeholder: 3 },
  birth: {
    sameDay: 13.5,
    /** Of one phone and family name but other given names: twins are one birth in a hundred. */
    sameDayOfSiblings: 7,
    sameYear: 5,
    /** One digit of the year, or day and month the other way round. */
    near: -2,
    differs: -8,
  },
  name: {
    most: 11,
    least: -8,
    /** Where a word is another one: brothers and sisters share family and middle name, cousins the given name. */
    mostOfRelatives: 3,
    otherOrder: -1.5,
    withoutMiddle: -0.5,
    initial: 1.5,
    dForD: -3,
    /** A mark or a letter apart, both words in use: An and Ẩn. */
    near: -1,
    /** A letter apart, one of the words in use nowhere else. */
    slip: -5,
    differs: -7,
  },
  /** A company's name is its own in the whole country (59/2020/QH14, Điều 38), a business household's in its district. */
  organization: { same: 20, near: 4, differs: -8 },
} as const;

/** From here on two dossiers are one person's: odds of ninety to one. */
export const SAME_PERSON = 6.5;
/** From here on somebody looks at them. */
export const DOUBTFUL = 2;
