import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test, vi } from "vitest";
import { newFolder, type Result, runIn, writeIn } from "../testing/run.ts";

// Every test starts the real command.
vi.setConfig({ testTimeout: 90_000 });

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const mark = (...flags: readonly string[]): Result => runIn(folder, "mark", ...flags);

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const example = at("../../../../packages/worksheet/fixtures/example-sheet.json");
const article = at("../../data/article.json");

interface Step {
  id: string;
  quantity: string;
  printed: unknown;
}

type Sheet = { network: Record<string, unknown>; steps: Step[] } & Record<string, unknown>;

/** The example with changes, as a file. */
function changed(name: string, change: (sheet: Sheet) => void): string {
  const sheet = JSON.parse(readFileSync(example, "utf8")) as Sheet;
  change(sheet);
  return writeIn(folder, name, JSON.stringify(sheet));
}

const wrongZ = (name: string): string =>
  changed(name, (sheet) => {
    sheet.student_says = "by hand";
    // Without the bias.
    sheet.steps[2]!.printed = [
      ["0.40788", "0.17677"],
      ["0.36954", "0.21408"],
    ];
  });

test("a sheet that is right: code 0, and every step right", () => {
  const { code, out } = mark(example, "--json");
  expect(code).toBe(0);
  const marking = JSON.parse(out) as { format: string; firstWrong: unknown; steps: { verdict: string }[] };
  expect(marking).toMatchObject({ format: "marking/1", firstWrong: null });
  expect(new Set(marking.steps.map(({ verdict }) => verdict))).toEqual(new Set(["right"]));
  expect(mark(example)).toMatchObject({ code: 0, out: expect.stringContaining("All steps are right.") as string });
});

test("a mistake is named where it is made, with cells, what was expected and what was written: code 1", () => {
  const { code, out } = mark(wrongZ("bias.json"), "--json");
  expect(code).toBe(1);
  const { firstWrong, steps } = JSON.parse(out) as {
    firstWrong: string;
    steps: { id: string; verdict: string; expected: number[][]; given: string[][]; mistakes: unknown[] }[];
  };
  expect(firstWrong).toBe("T03");
  const wrong = steps.find(({ id }) => id === "T03")!;
  expect(wrong).toMatchObject({ verdict: "wrong", given: [["0.40788", "0.17677"], expect.anything()] });
  expect(wrong.expected[0]![0]).toBeCloseTo(0.45788, 5);
  expect(wrong.mistakes[0]).toEqual({
    id: "bias-omitted",
    cells: [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ],
    evidence: "the sum without the bias gives 0.40788 in cell [1, 1], and 3 more likewise",
  });
  // What follows from it is sound.
  expect(steps.filter(({ verdict }) => verdict === "wrong")).toHaveLength(1);
});

test("the article: all of it is marked", () => {
  const { code, out } = mark(article, "--json");
  expect(code).toBe(1);
  const { firstWrong, steps, contradictions } = JSON.parse(out) as Record<string, { id: string; verdict: string }[]>;
  expect(firstWrong).toBe("S08");
  expect(steps).toHaveLength(47);
  expect(steps!.filter(({ verdict }) => verdict === "unreadable" || verdict === "missing")).toEqual([]);
  expect(contradictions!.length).toBeGreaterThan(0);
  const { out: report } = mark(article);
  expect(report).toMatch(/^Back-Propagation.*\n\nFirst wrong step: S08/);
  expect(report).toContain("softmax-without-exp");
});

test("a class at once: one table, and the mistakes by how often they occur", () => {
  const names = ["anna.json", "bert.json"].map(wrongZ);
  const summary = mark(example, ...names, "--summary", "--json");
  expect(summary.code).toBe(1);
  expect(JSON.parse(summary.out)).toEqual({
    sheets: [
      { who: "example-sheet.json", firstWrong: null, mistake: "all right" },
      { who: "anna.json", firstWrong: "T03", mistake: "bias-omitted" },
      { who: "bert.json", firstWrong: "T03", mistake: "bias-omitted" },
    ],
    mistakes: [{ id: "bias-omitted", count: 2 }],
  });
  expect(mark(example, ...names, "--summary").out).toMatch(/anna\.json .*T03 .*bias-omitted/);
});

test("CSV and Markdown say the same as JSON", () => {
  const rows = [
    ["layers", "1", "2"],
    ["activations", "sigmoid"],
    ["loss", "half_sq"],
    ["learning_rate", "0.1"],
    ["input", "0.5"],
    ["target", "1", "0"],
    ["W1", "0.4", "-0.6"],
    ["b1", "0.1", "0.2"],
    ["z1", "0.3", "-0.1"],
    ["a1", "0.5744", "0.4570"],
  ];
  const csv = writeIn(folder, "sheet.csv", rows.map((row) => row.join(", ")).join("\n"));
  const table = ["| quantity | | |", "|---|---|---|", ...rows.map(([a, b, c = ""]) => `| ${a} | ${b} | ${c} |`)];
  const markdown = writeIn(folder, "sheet.md", `# My sheet\n\nBy hand.\n\n${table.join("\n")}\n`);
  const [first, second] = [csv, markdown].map((path) => mark(path, "--json"));
  expect(first).toMatchObject({ code: 1, out: second!.out });
  const { steps } = JSON.parse(first!.out) as { steps: { id: string; verdict: string; mistakes: { id: string }[] }[] };
  expect(steps.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["z1", "right"],
    ["a1", "wrong"],
  ]);
  expect(steps[1]!.mistakes[0]!.id).toBe("digit-transposition");
  const { out: report } = mark(markdown);
  expect(report).toMatch(/^My sheet\n/);
  expect(report.match(/More: .*/g)).toEqual([
    expect.stringContaining("chainrule docs worksheet/mistakes#digit-transposition"),
  ]);
});

describe("bad input: a clear error and code 2, or unreadable at the step, never a crash", () => {
  const refused: [what: string, change: (sheet: Sheet) => void, words: string][] = [
    ["a missing matrix", (s) => delete (s.network.weights as Record<string, unknown>).W2, "W2"],
    ["a wrong shape", (s) => ((s.network.weights as Record<string, unknown>).W1 = [["1", "2", "3"]]), "2 rows"],
    ["text for a number of the net", (s) => (s.network.learning_rate = "fast"), "learning_rate"],
    ["an unknown activation", (s) => (s.network.activations = ["sigmoid", "softsoft"]), "softsoft"],
    ["an unknown loss", (s) => (s.network.loss = { name: "anger" }), "anger"],
    [
      "steps in a circle",
      (s) => {
        Object.assign(s.steps[0]!, { uses: ["T02"] });
        Object.assign(s.steps[1]!, { uses: ["T01"] });
      },
      "cycle",
    ],
    ["a million steps", (s) => (s.steps = Array.from({ length: 1e6 }, () => s.steps[0]!)), "10000"],
    ["an unknown optimizer", (s) => (s.network.optimizer = { name: "hope" }), "hope"],
  ];
  test.each(refused)("%s", (what, change, words) => {
    const { code, out, err } = mark(changed("bad.json", change), "--json");
    expect({ what, code, out }).toEqual({ what, code: 2, out: "" });
    const { error } = JSON.parse(err) as { error: { code: string; message: string } };
    expect(error.code).toBe("SheetError");
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/ The format: chainrule docs worksheet\/sheet\.$/);
  });

  test.each([
    ["page.html", "<!doctype html>\n<p>z1</p>\n"],
    ["foreign.csv", "a,b\n1,2\n"],
  ])("%s, which is no sheet: which formats are", (name, text) => {
    const { code, err } = mark(writeIn(folder, name, text));
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining("in JSON, or in CSV or Markdown") as string,
    });
  });

  const unreadable: [what: string, printed: unknown, why: string][] = [
    [
      "text for a number",
      [
        ["0.1", "a lot", "0.5"],
        ["0.425", "-0.075", "-0.15"],
      ],
      '"a lot" is no number',
    ],
    ["a wrong shape", [["0.1", "-0.55"]], "1 by 2 in place of 2 by 3"],
    ["ragged rows", [["0.1", "-0.55", "0.5"], ["0.425"]], "rows of different lengths"],
  ];
  test.each(unreadable)("%s in a step: unreadable there, and why", (_what, printed, why) => {
    const sheet = changed("step.json", (s) => (s.steps[0]!.printed = printed));
    expect(mark(sheet).out).toMatch(
      new RegExp(`Nothing is wrong; T01 is unreadable \\(${why}\\)\\.[^]*unreadable  ${why}\\n`),
    );
    const { code, out } = mark(sheet, "--json");
    expect(code).toBe(1);
    const { steps } = JSON.parse(out) as { steps: { id: string; verdict: string }[] };
    expect(steps.map(({ verdict }) => verdict)).toEqual(["unreadable", ...steps.slice(1).map(() => "right")]);
  });

  test("no JSON, no file, and the sheets beside it are still marked", () => {
    const broken = writeIn(folder, "broken.json", "{ not json");
    const { code, out, err } = mark(broken, "nowhere.json", example, "--json");
    expect(code).toBe(2);
    expect(err.trim().split("\n")).toHaveLength(2);
    expect(JSON.parse(out)).toMatchObject({ firstWrong: null });
  });
});
