/** Elements of a sum that are added up by themselves, so that many lose no more digits than few. */
export const sumBlock = 2048;
