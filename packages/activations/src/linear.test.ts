import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { linear } from "./linear.ts";

test("changes nothing", () => {
  expect(linear(tensor([-2, 0, 3])).toArray()).toEqual([-2, 0, 3]);
});
