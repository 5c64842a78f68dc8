/** ln 2 in two parts, for each precision; the first has so few bits that its product with an exponent is exact. */
export const ln2 = {
  24: [0.693359375, -2.12194440054690583e-4],
  53: [0.693147180369123816, 1.9082149292705877e-10],
} as const;
