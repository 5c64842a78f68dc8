import { relu, sigmoid, softmax } from "@chainrule/activations";
import { grad } from "@chainrule/compiler";
import { binaryCrossentropy } from "@chainrule/losses";
import { type Parameters, type Tensor, tensor } from "@chainrule/tensor";
import Table from "cli-table3";
import pc from "picocolors";
import { readData } from "../files.ts";

interface Printed {
  readonly id: string;
  readonly quantity: string;
  readonly kind: string;
  readonly printed: unknown;
}

interface Article {
  readonly network: {
    readonly input: string[];
    readonly target: string[];
    readonly weights: Readonly<Record<string, string[][]>>;
    readonly biases: Readonly<Record<string, string[]>>;
    readonly learning_rate: string;
  };
  readonly steps: readonly Printed[];
}

const numbers = (text: readonly (string | readonly string[])[]): Tensor =>
  tensor(
    text.map((entry) => (typeof entry === "string" ? Number(entry) : entry.map(Number))),
    { dtype: "float64" },
  );

/** The article's calculation, number by number as it prints it. */
export const articleText = (): string => readData("article.json");

/**
 * The article's training step under its stated reading (softmax, cross-entropy output by output and summed, natural
 * logarithm, the matrices of its initialization), beside the numbers that it prints.
 */
export function article(): string {
  const { network, steps } = JSON.parse(articleText()) as Article;
  const x = numbers(network.input).reshape([1, 3]);
  const y = numbers(network.target).reshape([1, 3]);
  const { W_ij, W_jk, W_kl } = network.weights;
  const { b_j, b_k, b_l } = network.biases;
  const given = { W_ij, W_jk, W_kl, b_j, b_k, b_l };
  const parameters: Parameters = Object.fromEntries(
    Object.entries(given).map(([name, text]) => [name, numbers(text!)]),
  );

  const forward = (p: Parameters) => {
    const h1_in = x.matmul(p.W_ij!).add(p.b_j!);
    const h1_out = relu(h1_in);
    const h2_in = h1_out.matmul(p.W_jk!).add(p.b_k!);
    const h2_out = sigmoid(h2_in);
    const O_in = h2_out.matmul(p.W_kl!).add(p.b_l!);
    return { h1_in, h1_out, h2_in, h2_out, O_in, O_out: softmax(O_in) };
  };
  const error = (p: Parameters): Tensor => binaryCrossentropy(forward(p).O_out, y).sum();
  const slopes = grad(error)(parameters);
  const rate = Number(network.learning_rate);
  const values: Record<string, Tensor> = {
    ...forward(parameters),
    Error_terms: binaryCrossentropy(forward(parameters).O_out, y),
    Error: error(parameters),
  };
  for (const name of ["W_kl", "b_l", "W_jk", "b_k", "W_ij", "b_j"]) values[`dE_d${name}`] = slopes[name]!;
  const updated: Record<string, Tensor> = {};
  for (const [name, slope] of Object.entries(slopes)) updated[name] = parameters[name]!.sub(slope.mul(rate));
  for (const [name, value] of Object.entries(updated)) values[`${name}_new`] = value;
  values["Error after"] = error(updated);

  const printed = new Map<string, readonly string[]>();
  for (const { quantity, kind, printed: given } of steps) {
    // The author's later note replaces what stood there; restatements repeat what stands elsewhere.
    if (kind === "result" || kind === "edit") printed.set(quantity, [given].flat(2) as string[]);
  }
  const table = new Table({
    head: ["", "computed", "the article prints", ""],
    chars,
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 },
  });
  for (const [name, value] of Object.entries(values)) {
    const computed = Array.from(value.toTypedArray());
    const there = printed.get(name);
    const rows = grid(computed.map(short), value);
    const parts = there && computed.map((number, i) => differs(number, there[i]!));
    const shown = there
      ? grid(
          there.map((text, i) => (parts![i] ? pc.red(text) : text)),
          value,
        )
      : pc.dim("nothing");
    const verdict = !parts
      ? ""
      : parts.some(Boolean)
        ? pc.red(`${parts.filter(Boolean).length} off`)
        : pc.green("agrees");
    table.push([name, rows, shown, verdict]);
  }
  return `${table.toString()}\nOff: by more than rounding or cutting off the last printed digit explains.`;
}

/** No lines but the one under the head, so that three numbers beside three fit into 80 columns. */
const chars = {
  ...Object.fromEntries(
    ["top", "bottom", "left", "right"].flatMap((side) =>
      ["", "-mid", "-left", "-right"].map((part) => [`${side}${part}`, ""]),
    ),
  ),
  middle: "  ",
  "mid-mid": "──",
};

const short = (x: number): string => x.toFixed(6);

/** One line for each row of the matrix. */
function grid(texts: readonly string[], { shape }: Tensor): string {
  const width = shape.at(-1) ?? 1;
  const lines = Array.from({ length: texts.length / width }, (_, i) =>
    texts.slice(i * width, (i + 1) * width).join(" "),
  );
  return lines.join("\n");
}

/** Whether a number as written cannot be this one, rounded or cut off. */
function differs(computed: number, written: string): boolean {
  const decimals = written.split(".")[1]?.length ?? 0;
  return Math.abs(Number(written) - computed) >= 10 ** -decimals;
}
