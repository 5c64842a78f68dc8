import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { decode, encode } from "./index.ts";

const read = (name: string): string => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
const { script, ours, theirs } = JSON.parse(read("reference.json")) as Record<string, string>;

const contents = {
  tensors: new Map([
    [
      "weights",
      tensor([
        [1, -2.5, 1e-45],
        [NaN, Infinity, -0],
      ]),
    ],
    ["steps", tensor([7, -(2 ** 31)], { dtype: "int32" })],
    ["rate", tensor(0.1, { dtype: "float64" })],
    ["mask", tensor([true, false, true])],
    ["nothing", tensor([], { shape: [0, 4] })],
  ]),
  metadata: new Map([
    ["format", "chainrule/1"],
    ["note", "ü 😀"],
  ]),
};

test("the fixture is of this reference.py", () => {
  expect(script).toBe(createHash("sha256").update(read("reference.py")).digest("hex"));
});

test("we write the bytes that the reference implementation has read", () => {
  expect(Buffer.from(encode(contents)).toString("base64")).toBe(ours);
});

test("we read what the reference implementation writes", () => {
  const { tensors, metadata } = decode(Buffer.from(theirs!, "base64"));
  expect(metadata).toEqual(contents.metadata);
  expect(new Map([...tensors].sort())).toEqual(new Map([...contents.tensors].sort()));
});
