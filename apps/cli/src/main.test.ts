import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { interrupted, interruptedInTerminal, newFolder, type Result, runIn, writeIn } from "./testing/run.ts";

const tables = fileURLToPath(new URL("../../../docs/examples/data/", import.meta.url));
const table = (name: string): string => join(tables, name);

// Every test starts the real command, some more than once.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);
const write = (name: string, text: string | Uint8Array): string => writeIn(folder, name, text);

/** Runs the real command. */
const run = (...flags: string[]): Result => runIn(folder, ...flags);

const lines = ({ out }: Result): Record<string, unknown>[] =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const iris = (...flags: string[]): string[] => [
  "train",
  table("iris.csv"),
  "--target",
  "species",
  "--seed",
  "7",
  ...flags,
];

describe("train, predict, evaluate", () => {
  let trained: Result;
  beforeAll(() => {
    trained = run(...iris("--hidden", "16:tanh,16:tanh", "--epochs", "100", "--out", file("iris.model"), "--json"));
  });

  test("prints a line of JSON for each epoch and a last one with the metrics", () => {
    expect(trained.code).toBe(0);
    const events = lines(trained);
    expect(events).toHaveLength(101);
    expect(events[0]).toEqual({
      event: "epoch",
      epoch: 1,
      step: 8,
      loss: expect.any(Number) as number,
      metrics: { accuracy: expect.any(Number) as number },
    });
    expect(events.at(-1)).toMatchObject({ event: "done", end: "epochs", steps: 800, model: file("iris.model") });
    const { heldOut } = events.at(-1)!.metrics as { heldOut: { accuracy: number } };
    expect(heldOut.accuracy).toBeGreaterThan(0.9);
  });

  test("the same seed gives the same file, in any number of threads", () => {
    const flags = ["--hidden", "16:tanh,16:tanh", "--epochs", "100", "--threads", "2", "--json"];
    run(...iris(...flags, "--out", file("again.model")));
    expect(readFileSync(file("again.model")).equals(readFileSync(file("iris.model")))).toBe(true);
  });

  test("predict needs nothing but the file, and adds two columns to the table", () => {
    const { code, out } = run("predict", file("iris.model"), table("iris-new.csv"));
    expect(code).toBe(0);
    const [head, first] = out.split("\n");
    expect(head).toBe("sepal_length,sepal_width,petal_length,petal_width,prediction,probability");
    expect(first).toMatch(/^5\.0,3\.5,1\.5,0\.2,setosa,0\.9\d+$/);
    const [row] = lines(run("predict", file("iris.model"), table("iris-new.csv"), "--json"));
    expect(row).toMatchObject({ sepal_length: 5, prediction: "setosa" });
  });

  test("evaluate gives rows, loss, metrics and confusion", () => {
    const [measured] = lines(run("evaluate", file("iris.model"), table("iris.csv"), "--json"));
    expect(measured).toMatchObject({ rows: 150, confusion: { labels: ["setosa", "versicolor", "virginica"] } });
    const { counts } = measured!.confusion as { counts: number[][] };
    expect(counts.flat().reduce((a, b) => a + b)).toBe(150);
  });
});

test("iris over seeds 1 to 20, stratified: mean held-out accuracy at least 0.95, none below 0.86", () => {
  const accuracies = Array.from({ length: 20 }, (_, i) => {
    const flags = [
      "train",
      table("iris.csv"),
      "--target",
      "species",
      "--hidden",
      "16:tanh,16:tanh",
      "--seed",
      String(i + 1),
    ];
    const done = lines(run(...flags, "--out", file("seed.model"), "--json")).at(-1)!;
    return (done.metrics as { heldOut: { accuracy: number } }).heldOut.accuracy;
  });
  expect(accuracies.reduce((a, b) => a + b) / 20).toBeGreaterThanOrEqual(0.95);
  expect(Math.min(...accuracies)).toBeGreaterThanOrEqual(0.86);
}, 180_000);

test("numbers: errors in the unit of the column", () => {
  const events = lines(
    run("train", table("cars.csv"), "--target", "mpg", "--epochs", "60", "--out", file("cars.model"), "--json"),
  );
  const { heldOut } = events.at(-1)!.metrics as { heldOut: { r2: number; mae: number } };
  expect(heldOut.r2).toBeGreaterThan(0.75);
  expect(heldOut.mae).toBeLessThan(4);
  const [row] = lines(run("predict", file("cars.model"), table("cars.csv"), "--json"));
  expect(row!.prediction).toBeGreaterThan(8);
  expect(row).not.toHaveProperty("probability");
});

test("yes and no: for people, with a curve and a confusion matrix on stderr and nothing on stdout", () => {
  const result = run(
    "train",
    table("breast-cancer.csv"),
    "--target",
    "malignant",
    "--epochs",
    "20",
    "--out",
    file("b.model"),
  );
  expect(result.code).toBe(0);
  expect(result.out).toBe("");
  for (const part of ["steps/s", "Loss by epoch", "held out", "true \\ predicted", "Saved as"]) {
    expect(result.err).toContain(part);
  }
  const [measured] = lines(run("evaluate", file("b.model"), table("breast-cancer.csv"), "--json"));
  expect((measured!.metrics as { accuracy: number }).accuracy).toBeGreaterThan(0.95);
});

describe("a column of which nearly every cell is another category", () => {
  const rows = Array.from({ length: 40 }, (_, i) => [`n${i + 1}`, `${i},5`, i % 3, i % 2 ? "p" : "q"]);
  const named = (columns: string[], keep: number[]): string => {
    const cells = rows.map((row) => keep.map((i) => JSON.stringify(row[i])).join());
    return write(`${columns.join("-")}.csv`, [columns.join(), ...cells].join("\n"));
  };
  const train = (csv: string, ...flags: string[]): Result =>
    run("train", csv, "--target", "y", "--epochs", "2", "--out", file("ids.model"), ...flags);

  test("is told from a mistake in the row, and --drop leaves it out", () => {
    const csv = named(["id", "a", "y"], [0, 2, 3]);
    const { code, err } = train(csv);
    expect(code).toBe(2);
    expect(err).toMatch(
      /received "n\d+" in line \d+ alone, which the split holds out\. Nearly every cell .* --drop id /,
    );
    expect(err).not.toContain("Did you mean");
    expect(train(csv, "--drop", "id").code).toBe(0);
    expect(lines(run("predict", file("ids.model"), csv, "--json"))[0]).toMatchObject({ id: "n1", a: 0 });
    expect(train(csv, "--drop", "idd").err).toContain('Did you mean "id"?');
  });

  test("decimal commas are named", () => {
    expect(train(named(["size", "a", "y"], [1, 2, 3])).err).toContain("Its numbers have a decimal comma");
  });
});

test("a rare category: what may be done", () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i < 24 ? "x" : `r${i}`},${i},${i % 2 ? "p" : "q"}`);
  const csv = write("rare.csv", ["c,a,y", ...rows].join("\n"));
  const flags = ["train", csv, "--target", "y", "--epochs", "2", "--out", file("rare.model")];
  expect(run(...flags).err).toMatch(/--drop c leaves the column out, --missing mean takes .* another --seed/);
  expect(run(...flags, "--missing", "mean").code).toBe(0);
});

test("columns of numbers as categories", () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 4},${i % 2 ? "p" : "q"}`);
  const csv = write("codes.csv", ["code,y", ...rows].join("\n"));
  const flags = ["train", csv, "--target", "y", "--epochs", "2", "--out", file("codes.model")];
  expect(run(...flags).err).toContain("input           [rows, 1]");
  expect(run(...flags, "--categories", "code").err).toContain("input           [rows, 4]");
});

test("gaps are an error unless a way to fill them is named", () => {
  const penguins = [
    "train",
    table("penguins.csv"),
    "--target",
    "species",
    "--epochs",
    "5",
    "--out",
    file("p.model"),
    "--json",
  ];
  expect(run(...penguins)).toMatchObject({ code: 2, err: expect.stringContaining("DataError") as string });
  expect(run(...penguins).err).toContain("or train with --missing mean, which fills such cells.");
  expect(run(...penguins, "--missing", "mean").code).toBe(0);
});

test.each([
  ["a missing cell, of a table to predict", "a,y\n,p\n", ["predict"], "train with --missing mean"],
  ["a new category", "a,y\nz,p\n", ["predict"], "train again without the column or with --missing mean"],
  ["one word among numbers", "a,y\n1,p\n2,q\n3,p\nx,q\n4,p\n5,q\n6,p\n7,q\n", [], "under --categories"],
  ["more than two labels", "a,y\n1,p\n2,q\n3,r\n4,p\n5,q\n6,r\n", ["--kind", "boolean"], "--kind classes"],
  ["each label once", "a,y\n1,p\n2,q\n3,r\n", [], "Add rows until"],
  ["none that says yes", "a,y\n1,p\n2,q\n3,p\n4,q\n", ["--kind", "boolean"], "with --positive"],
  ["only missing cells", "a,y\n,p\n,q\n,p\n,q\n", ["--missing", "mean"], "out with --drop"],
])("%s: the advice is one that can be followed here", (_name, text, [first, ...flags], words) => {
  const csv = write("advice.csv", text);
  const train = (path: string, ...more: string[]): Result =>
    run("train", path, "--target", "y", "--epochs", "1", "--out", file("advice.model"), ...more);
  if (first === "predict") train(write("plain.csv", `a,y\n${"m,p\nn,q\n".repeat(10)}`));
  const { code, err } =
    first === "predict" ? run("predict", file("advice.model"), csv) : train(csv, ...(first ? [first, ...flags] : []));
  expect(code).toBe(2);
  expect(err).toContain(words);
  expect(err).not.toMatch(/missing:|kind:|option|features|stratify/);
});

test("an activation, a loss and an optimizer of a package, by name; the model needs none of them", () => {
  const code = `
    export const softClip = (x) => x.mul(x.softplus().tanh()).named("softClip", { x });
    export const brier = (p, y) => p.sub(y).square();
    export const plain = ({ rate = 0.5 } = {}) => ({
      init: () => ({}),
      update: (g, state) => [Object.fromEntries(Object.entries(g).map(([k, x]) => [k, x.mul(-rate)])), state],
    });`;
  const installed = join(folder, "node_modules", "soft-clip");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), '{ "name": "soft-clip", "type": "module", "exports": "./index.js" }');
  writeFileSync(join(installed, "index.js"), code);
  const parts = ["--activation", "npm:soft-clip#softClip", "--loss", "npm:soft-clip#brier"];
  const trained = run(...iris(...parts, "--optimizer", "npm:soft-clip#plain", "--out", file("clip.model"), "--json"));
  expect(trained.code, trained.err).toBe(0);
  const evaluated = (...flags: string[]): { loss: number } =>
    lines(run("evaluate", file("clip.model"), table("iris.csv"), ...flags, "--json"))[0] as unknown as { loss: number };
  const [own, usual] = [evaluated("--loss", "npm:soft-clip#brier").loss, evaluated().loss];
  const { metrics } = lines(trained).at(-1)! as { metrics: { train: { loss: number }; heldOut: { loss: number } } };
  expect(own).toBeCloseTo(0.8 * metrics.train.loss + 0.2 * metrics.heldOut.loss, 6);
  expect(own).not.toBeCloseTo(usual, 3);
  rmSync(join(folder, "node_modules"), { recursive: true });
  const { out } = run("evaluate", file("clip.model"), table("iris.csv"), "--json");
  expect(JSON.parse(out)).toMatchObject({ rows: 150, metrics: { accuracy: expect.closeTo(0.95, 1) as number } });
});

test("stopped by ctrl-C: saved all the same, and the last line says so", async () => {
  const flags = iris("--epochs", "100000", "--out", file("stopped.model"), "--json");
  const { code, out } = await interrupted(folder, /"epoch":5,/, ...flags);
  expect(code).toBe(0);
  const done = out.trimEnd().split("\n").at(-1)!;
  expect(JSON.parse(done)).toMatchObject({ event: "done", end: "stopped", model: file("stopped.model") });
  expect(lines(run("predict", file("stopped.model"), table("iris-new.csv"), "--json"))).not.toHaveLength(0);
});

const hasTerminal = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux");

test.runIf(hasTerminal)("stopped by ctrl-C in a terminal, beside the progress bar: saved all the same", async () => {
  const flags = ["train", table("cars.csv"), "--target", "mpg", "--epochs", "200000", "--out", "terminal.model"];
  const { code, out } = await interruptedInTerminal(folder, /█/, ...flags);
  expect(out).toContain("Stopped early. Saved as terminal.model.");
  expect(code).toBe(0);
  expect(readdirSync(folder)).toContain("terminal.model");
});

describe("ctrl-C before the first epoch is over", () => {
  const [head, ...rows] = readFileSync(table("cars.csv"), "utf8").trimEnd().split("\n");
  const long = (): string => write("long.csv", [head, ...Array.from({ length: 300 }, () => rows).flat()].join("\n"));
  const flags = (): string[] => ["train", long(), "--target", "mpg", "--batch", "1", "--epochs", "5"];

  test.runIf(hasTerminal)("saved, and said so", async () => {
    const { code, out } = await interruptedInTerminal(folder, /steps\/s/, ...flags(), "--out", "early.model");
    expect(out).toMatch(/held out[^]*Stopped early\. Saved as early\.model\./);
    expect(out).not.toContain("Loss by epoch");
    expect(code).toBe(0);
    expect(readdirSync(folder)).toContain("early.model");
  });

  test.skipIf(process.platform === "win32")("while the table is read: nothing is saved, and that is said", async () => {
    spawnSync("mkfifo", [file("slow.csv")]);
    const isRead = open(file("slow.csv"), "w"); // open as soon as the command opens it, too
    const result = await interrupted(folder, isRead, "train", "slow.csv", "--target", "y", "--out", "unread.model");
    await (await isRead).close();
    expect(result).toEqual({ code: 130, out: "", err: "chainrule: stopped before training began\n" });
    expect(readdirSync(folder)).not.toContain("unread.model");
  });
});

describe("bad input: exit code 2, a typed error, and nothing written", () => {
  const train = (csv: string, ...flags: string[]): string[] => [
    "train",
    csv,
    "--target",
    "y",
    "--out",
    "never",
    ...flags,
  ];
  const cases: [name: string, flags: () => string[], code: string, words: string][] = [
    ["no such table", () => train("nowhere.csv"), "FileError", "nowhere.csv"],
    ["an empty table", () => train(write("empty.csv", "")), "DataError", "empty"],
    ["a ragged table", () => train(write("ragged.csv", "a,y\n1,2\n1\n")), "DataError", "line 3"],
    ["a cell that is missing", () => train(write("gap.csv", "a,y\n1,p\n,q\n2,p\n3,q\n")), "DataError", '"a"'],
    [
      "a cell that is no number",
      () => train(write("text.csv", "a,y\n1,p\n2,q\n3,p\n4x,q\n5,p\n6,q\n7,p\n8,q\n")),
      "DataError",
      "4x",
    ],
    ["no such target", () => train(table("iris.csv")), "DataError", '"y"'],
    ["one class", () => train(write("one.csv", "a,y\n1,p\n2,p\n3,p\n")), "DataError", "p"],
    ["no folder to write to", () => [...iris(), "--out", "nowhere/model"], "FileError", "nowhere/model"],
    ["a folder to write to", () => [...iris(), "--out", folder], "FileError", "folder"],
    ["zero units", () => [...iris(), "--hidden", "0:relu"], "ValueError", "--hidden"],
    ["an unknown activation", () => [...iris(), "--hidden", "4:relux"], "ValueError", "relux"],
    [
      "a package that is not there",
      () => [...iris(), "--activation", "npm:nowhere#x"],
      "ValueError",
      "npm install nowhere",
    ],
    ["an unknown optimizer", () => [...iris(), "--optimizer", "adamx"], "ValueError", "adamx"],
    ["a negative rate", () => [...iris(), "--rate=-1"], "ValueError", "rate"],
    ["zero epochs", () => [...iris(), "--epochs", "0"], "ValueError", "epochs"],
    ["the table as the model", () => [...iris(), "--out", table("iris.csv")], "ValueError", "--out"],
    [
      "a table with predictions",
      () => [
        "predict",
        file("iris.model"),
        write("twice.csv", "sepal_length,sepal_width,petal_length,petal_width,prediction\n5,3,1,0,setosa\n"),
      ],
      "DataError",
      'without a column "prediction"',
    ],
    ["no target named", () => ["train", table("iris.csv")], "UsageError", "--target"],
    [
      "a flag that is not there, before one that is missing",
      () => ["train", "x.csv", "--bogus"],
      "UsageError",
      "--bogus",
    ],
    ["a negative seed", () => [...iris(), "--seed=-1"], "UsageError", "0 or above, received -1"],
    ["an unknown command", () => ["tain"], "UsageError", "train"],
    ["no such model", () => ["predict", "nowhere.model", table("iris-new.csv")], "FileError", "nowhere.model"],
    [
      "a model of another format",
      () => ["predict", write("x.model", "not a model at all"), table("iris-new.csv")],
      "ValueError",
      "received a text",
    ],
    [
      "new data without a column",
      () => ["predict", file("iris.model"), write("less.csv", "sepal_length\n1\n")],
      "DataError",
      "sepal_width",
    ],
  ];
  test.each(cases)("%s", (_name, flags, code, words) => {
    const before = readdirSync(folder);
    const list = flags();
    const made = new Set([...before, ...readdirSync(folder)]);
    const { code: exit, out, err } = run(...list, "--json");
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    const { error } = JSON.parse(err) as { error: { code: string; message: string } };
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(readdirSync(folder).filter((name) => !made.has(name))).toEqual([]);
    expect(run(...list).err).toMatch(/^chainrule: /);
  });

  test("a model that is cut off, at any place", () => {
    const whole = readFileSync(file("iris.model"));
    for (const share of [0, 0.1, 0.5, 0.99]) {
      const cut = write("cut.model", whole.subarray(0, Math.floor(share * whole.length)));
      expect(run("predict", cut, table("iris-new.csv"), "--json")).toMatchObject({ code: 2, out: "" });
    }
  });

  test("a model of a newer version", () => {
    const text = readFileSync(file("iris.model"), "latin1").replace("chainrule/1", "chainrule/9");
    const newer = write("newer.model", Buffer.from(text, "latin1"));
    expect(run("predict", newer, table("iris-new.csv"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("newer") as string,
    });
  });
});

test("failure: numbers that overflow end training with exit code 3 and leave no file", () => {
  const { code, err } = run(...iris("--optimizer", "sgd", "--rate", "1e30", "--out", file("never.model"), "--json"));
  expect(code).toBe(3);
  expect(err).toContain("NonFiniteError");
  expect(readdirSync(folder)).not.toContain("never.model");
});

test("help and version", () => {
  expect(run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("train") as string });
  expect(run()).toMatchObject({ code: 2, err: expect.stringContaining("chainrule --help") as string });
  expect(run("--version").out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
