import { expect, test } from "vitest";
import { tryOne } from "./fuzz.ts";
import { targets } from "./targets.ts";

// Some hundreds of each; `pnpm fuzz:files` tries as many as one likes.

test.each(await targets())(
  "$name: damaged files give typed errors, at once and within their size",
  (target) => {
    const failures = Array.from({ length: target.name === "marking" ? 12 : 800 }, (_, seed) =>
      tryOne(target, seed),
    ).filter(Boolean);
    expect(failures).toEqual([]);
  },
  120_000,
);
