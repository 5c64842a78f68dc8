// Opcodes behind the prefix 0xfe.

export const notify = 0x00;
export const wait32 = 0x01;
export const load32 = 0x10;
export const load64 = 0x11;
export const store32 = 0x17;
export const store64 = 0x18;
export const add32 = 0x1e;
export const or64 = 0x34;
export const exchange64 = 0x49;
