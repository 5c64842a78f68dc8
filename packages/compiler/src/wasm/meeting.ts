// Where the threads meet: bytes from the beginning of the memory. What changes often has a cache line of its own.

/** 64 bits: the number of the phase, above 16 bits for the parts that are done and 16 for those that are taken. */
export const state = 64;
export const phase = 68;
/** Which program is run; which piece of it, on how many rows, in how many parts. */
export const program = 72;
export const piece = 76;
export const rows = 80;
export const parts = 84;
/** How many threads sleep until there is another phase. */
export const asleep = 128;
/** Whether the thread that runs the program sleeps until a part is done, and whether it has given up. */
export const waiting = 192;
export const lost = 196;
/** How many parts others have done. */
export const helped = 256;
export const end = 320;
