import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fileOf, fixtureNames, readFixture } from "./fixture.ts";

test.each(fixtureNames)("%s was made by the present script", (name) => {
  const { command, scripts, hash } = readFixture<object, unknown>(name);
  const present = createHash("sha256").update(scripts.map(fileOf).join("")).digest("hex");
  expect(hash, `run ${command}`).toBe(present);
});
