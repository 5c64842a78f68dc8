import type { Graph } from "@chainrule/compiler";
import type { Series } from "@chainrule/compiler/wasm";
import { constant, foldIn, type Parameters, type Solver, type Tensor } from "@chainrule/tensor";
import { isFinite } from "../finite.ts";
import { byName, listOf } from "../graphs.ts";
import type { Memory } from "../layers/layer.ts";
import { inOrderOf, recordOf } from "../named.ts";
import { keysOf } from "../network.ts";
import { stepByStep } from "../interpreterStore.ts";
import type { Residence } from "../residence.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnCount, reported } from "./graphs.ts";
import { memoriesOf, memoryTree } from "./memories.ts";

/** A step evaluated at some parameters. */
interface Evaluated {
  readonly parameters: Parameters;
  readonly log: readonly Tensor[];
  readonly slopes: Parameters;
  /** With what a constraint makes of the parameters, and the state of the layers. */
  readonly memory: Memory;
}

/**
 * Steps of a solver: it decides by numbers where to evaluate the loss of the batch next, so it is called on values; the
 * loss with its gradients is a plan.
 */
export function solverSeries(
  { graphs, names, learned, optimizer }: Checkpoint,
  { store, slots }: Residence,
  key: Tensor,
  solver: Solver,
): Series {
  const count = columnCount(graphs, names);
  const { inputs, outputs } = graphs.step;
  const own = inputs.slice(0, count);
  const logged = 1 + reported(names).length;
  const first = logged + names.parameters.length;
  const memories = Object.values(optimizer);
  // Nothing that is evaluated depends on what the solver remembers.
  const graph: Graph = {
    inputs: [...inputs.slice(0, count + 2), ...inputs.slice(count + 2 + memories.length)],
    outputs: outputs.slice(0, outputs.length - memories.length),
  };
  const plan = store.plan(graph, []);
  const initial = solver.init(learned.parameters);
  const started = [...listOf(learned), ...memories].map(isFinite);

  return stepByStep(own, (batches, number) => {
    const { parameters, state } = byName(names, store.read(0, slots.length));
    const before = memoryTree(initial, names.optimizer, store.read(slots.length, memories.length));
    const random = foldIn(key, number);
    const step = constant(number, learned.dtype);
    let last: Evaluated | undefined;
    const evaluate = (at: Parameters): Evaluated => {
      if (last?.parameters === at) return last;
      const results = plan([...batches, random, step, ...listOf({ parameters: at, state })]);
      const slopes = recordOf(names.parameters, results.slice(logged));
      return (last = {
        parameters: at,
        log: results.slice(0, logged),
        slopes,
        memory: byName(names, results.slice(first)),
      });
    };

    const begin = evaluate(parameters);
    if (!isFinite(begin.log[0]!) || !Object.values(begin.slopes).every(isFinite)) return [begin.log, false];
    const [moved, after] = solver.solve(
      (some) => {
        const { log, slopes } = evaluate(some);
        return [log[0]!, slopes];
      },
      before,
      { parameters, step, key: keysOf(random).optimizer },
    );
    const now = listOf({ parameters: evaluate(moved).memory.parameters, state: begin.memory.state });
    const remembered = memoriesOf(after);
    const memory = inOrderOf(names.optimizer, remembered);
    const fine = ![...now, ...memory].some((x, i) => started[i] && !isFinite(x));
    if (fine) store.write(0, [...now, ...memory]);
    return [begin.log, fine];
  });
}
