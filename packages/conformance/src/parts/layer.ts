import { dense, initialize, load, predict, save, sequential } from "@chainrule/network";
import { type Layer, normal, type Parameters, randomKey, type Shape, type Tensor } from "@chainrule/tensor";
import { type Check, broken } from "../check.ts";
import { same, sameEverywhere } from "../checks/engines.ts";
import { resumesExactly } from "../checks/resumes.ts";
import { slopesAreDifferences } from "../checks/slopes.ts";
import { requireSpec } from "../checks/specs.ts";
import { specOf } from "../show.ts";
import { sgd } from "../support/sgd.ts";

/** What a layer is tried on. */
export interface LayerOptions {
  /** Of one example. Default `[6]`. */
  readonly inputShape?: Shape;
}

/**
 * What a layer has to keep: the shape that it promises, names and shapes of its state, the right slopes by its input
 * and its parameters, the same bits for the same key and in the engine, and files that need no code of its own.
 *
 * @param name - what the messages call it
 */
export function layerChecks(name: string, layer: Layer, { inputShape = [6] }: LayerOptions = {}): Check[] {
  const check = (what: string, run: Check["run"]): Check => ({ name: `${name}: ${what}`, run });
  const examples = (dtype: "float32" | "float64", rows = 4): Tensor =>
    normal(randomKey(1), [rows, ...inputShape], { dtype });
  const key = randomKey(2);
  return [
    check("gives the shape that it promises, and keeps its state", () => {
      for (const dtype of ["float32", "float64"] as const) {
        const { outputShape, ...memory } = layer.init(key, inputShape, { dtype });
        for (const training of [true, false]) {
          const x = examples(dtype);
          const [y, state] = layer.apply(memory, x, { training, key });
          requireSpec(name, y, { shape: [x.shape[0]!, ...outputShape], dtype }, [x]);
          const [before, after] = [memory.state, state].map(describe);
          if (before === after) continue;
          const cure = "What goes in as state comes out, under the same names.";
          broken(name, { expected: `a state of ${before}`, received: after!, at: `training ${training}`, cure });
        }
      }
    }),
    check("has the slopes of central differences", () => {
      const { parameters, state } = layer.init(key, inputShape, { dtype: "float64" });
      for (const training of [true, false]) {
        const apply = (x: Tensor, own: Parameters): Tensor =>
          layer.apply({ parameters: own, state }, x, { training, key })[0];
        slopesAreDifferences(name, (x) => apply(x, parameters), examples("float64"));
        for (const [of, value] of Object.entries(parameters)) {
          slopesAreDifferences(`${name}, ${of}`, (p) => apply(examples("float64"), { ...parameters, [of]: p }), value);
        }
      }
    }),
    check("gives the same bits for the same key, interpreted and compiled", () => {
      const { parameters, state } = layer.init(key, inputShape, { dtype: "float32" });
      for (const training of [true, false]) {
        const names = [Object.keys(parameters), Object.keys(state)] as const;
        sameEverywhere(
          name,
          (x, k, ...rest) => {
            const own = Object.fromEntries(names[0].map((of, i) => [of, rest[i]!]));
            const held = Object.fromEntries(names[1].map((of, i) => [of, rest[names[0].length + i]!]));
            const [y, next] = layer.apply({ parameters: own, state: held }, x, { training, key: k });
            return [y, ...Object.values(next)];
          },
          [examples("float32"), key, ...Object.values(parameters), ...Object.values(state)],
        );
      }
    }),
    check("is saved and loaded, and trained on, without its code", async () => {
      const net = initialize(sequential([layer]), { inputShape, seed: 5 });
      const x = examples("float32", 6);
      same(name, "loaded", [predict(net, x)], [predict(load(save(net)), x)], [x]);
      const { outputShape } = net.memory!;
      const data = { inputs: x, targets: normal(randomKey(3), [6, ...outputShape]) };
      const last = outputShape.length === 1 ? [dense(outputShape[0]!)] : [];
      const loss = (p: Tensor, y: Tensor): Tensor => p.sub(y).square();
      await resumesExactly(name, () => [layer, ...last], data, { loss, optimizer: sgd(0.01), epochs: 3 }, 4);
    }),
  ];
}

const describe = (tensors: Parameters): string =>
  Object.entries(tensors)
    .map(([name, x]) => `${name} ${specOf(x)}`)
    .join(", ") || "nothing";
