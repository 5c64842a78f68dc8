// Types of locals.

export const i32 = 0x7f;
export const i64 = 0x7e;
export const v128 = 0x7b;
