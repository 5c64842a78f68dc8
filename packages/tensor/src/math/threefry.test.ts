import { expect, test } from "vitest";
import { int32, threefry } from "./threefry.ts";

test("the known answers of Random123: the first word of threefry2x32 with 20 rounds", () => {
  const answer = (k0: number, k1: number, c0: number, c1: number): string =>
    (threefry(int32, k0, k1, c0, c1) >>> 0).toString(16);
  expect(answer(0, 0, 0, 0)).toBe("6b200159");
  expect(answer(-1, -1, -1, -1)).toBe("1cb996fc");
  expect(answer(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toBe("c4923a9c");
});
