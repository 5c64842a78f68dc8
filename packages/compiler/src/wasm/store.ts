import {
  apply,
  ChainruleError,
  type Data,
  type DType,
  memories,
  product,
  type Shape,
  type Spec,
  Tensor,
} from "@chainrule/tensor";
import { type Graph, inOrder, outerOf, rowRatio, withRows } from "../graph.ts";
import { host, type Memory } from "./host.ts";
import { Layout } from "./layout.ts";
import type { Mode } from "./mode.ts";
import { mostPages } from "./module.ts";
import { notice } from "./notice.ts";
import { exchanged } from "./panels.ts";
import { compileGraph, type Program, type Setting, shapeFor } from "./program.ts";
import { bytesOf } from "./space.ts";
import { supportedModes } from "./support.ts";
import { hindrance, type Team, teamOn, type WorkerLike } from "./team.ts";
import * as meeting from "./meeting.ts";
import { nothing } from "./together.ts";
import { unrolledProgram } from "./unrolled.ts";

/** A function that runs a graph on values. */
export type Plan = (inputs: readonly Tensor[]) => Tensor[];

/** What the outputs of a graph of `[...batches, number of the run, ...slots]` are for. */
export interface Outputs {
  /** Single numbers of one dtype that are kept for each run. */
  readonly logged: number;
  /** Which of them all have to be finite. */
  readonly guarded: readonly number[];
  /** The slots that the last ones replace. */
  readonly updates: readonly number[];
}

/** A graph that is run on one batch after the other, and changes the store. */
export interface Series {
  /** Batches a call at most. */
  readonly room: number;
  /** Where the batches of a call have to be put, one after the other: valid until the next call of anything. */
  batches(rows: number): readonly Data[];
  /**
   * Runs `count` times on batches of `rows` rows.
   *
   * @param number - of the first run
   * @returns how often it went well: where it is less than `count`, the run after those met a number that is not
   *   finite, and what it has left in the store is undefined
   * @throws LostThreadError: what is left in the store is undefined
   */
  run(rows: number, count: number, number: number): number;
  /** The logged numbers of the last call, run by run. */
  log(): Data;
}

/** Tensors that stay where plans compute, and the plans that share them. */
export interface Store {
  readonly mode: Mode;
  /** A copy of some of them, in order. */
  read(first: number, count: number): Tensor[];
  write(first: number, values: readonly Tensor[]): void;
  /** Of a graph whose last inputs are these slots; the plan takes the others. */
  plan(graph: Graph, slots: readonly number[]): Plan;
  /** @param rows - of a batch at most */
  series(graph: Graph, slots: readonly number[], rows: number, outputs: Outputs): Series;
  /** Ends its other threads: what comes now is done by one. */
  end(): void;
  /** How many parts of its work other threads have done. */
  helped(): number;
}

/** A thread has taken a part of the work and not done it. The store goes on with one thread. */
class LostThreadError extends ChainruleError {
  constructor() {
    super(
      "LostThreadError",
      "threads: expected every part of the work to be done within 2 s, received nothing from a thread that had taken one. " +
        "Was its worker ended from outside? Begin again from the last values that are known: one thread goes on.",
    );
  }
}

/** Threads that share the memory of a store. */
export interface Threads {
  /** This one included. Default 1. */
  readonly threads?: number;
  /** Default: `@chainrule/compiler/worker`, as it lies beside this file. */
  readonly startWorker?: () => WorkerLike;
  /** Work is shared in parts that take so many ns at least: less, and threads would meet more than they work. */
  readonly share?: number;
}

const withoutEngine =
  "Chainrule: the interpreter does the work, slower, as WebAssembly with vectors cannot run here. " +
  "A page with a content policy has to allow 'wasm-unsafe-eval'.";

const page = 65536;

/** Batches of a series up to so many bytes lie ready together. */
const ready = 65536;

/** A program in the memory of a store. */
interface Loaded {
  readonly program: Program;
  /** Makes the numbers of a graph visible to it, if another program has run since. */
  readonly run: (rows: number, count: number) => number;
}

/**
 * Plans that share a memory, for graphs that take all they need; undefined where WebAssembly cannot run such a graph:
 * there the interpreter has to.
 *
 * @param wanted - the mode, if it can be had here; by default the preferred one, and `exact` for float64
 */
export function wasmPlans(wanted?: Mode): (graph: Graph) => Plan | undefined {
  const stores: Partial<Record<Mode, Store | undefined>> = {};
  return (graph) => {
    if (outerOf(graph).length > 0) return undefined;
    const modes = supportedModes();
    const usual = graph.inputs.some(({ dtype }) => dtype === "float64") ? "exact" : modes[0];
    const mode = modes.find((one) => one === wanted) ?? usual ?? "exact";
    return (stores[mode] ??= wasmStore([], mode))?.plan(graph, []);
  };
}

/** A plan with a memory of its own. */
export const wasmPlan = (graph: Graph, mode: Mode): Plan | undefined => wasmPlans(mode)(graph);

/**
 * A store for tensors of these shapes and dtypes, all 0; undefined where WebAssembly cannot run such a mode.
 *
 * With more than one thread workers begin with the first program that is worth it, and take part as soon as they are
 * there; the results have the same bits. `end` ends them.
 */
export function wasmStore(
  specs: readonly Spec[],
  mode: Mode,
  { threads = 1, startWorker, share: least = 2500 }: Threads = {},
): Store | undefined {
  const modes = supportedModes();
  if (modes.length === 0) notice(withoutEngine);
  if (!modes.includes(mode)) return undefined;
  const hindered = threads > 1 ? hindrance() : undefined;
  if (hindered !== undefined) notice(`Chainrule: one thread is used, as ${hindered}.`);
  const shared = threads > 1 && hindered === undefined;
  const share = shared ? least : undefined;
  const layout = new Layout(shared ? meeting.end : 64);
  const addresses = specs.map(({ shape, dtype }) => layout.keep(product(shape) * bytesOf(dtype)));
  const base = layout.end;
  let memory: Memory | undefined;
  let current: Loaded | undefined;

  const reserve = (end: number): Memory => {
    const pages = Math.ceil((end + 64) / page);
    memory ??= memoryOf(pages, shared);
    const missing = pages - memory.buffer.byteLength / page;
    if (missing > 0) memory.grow(missing);
    return memory;
  };
  const view = (dtype: DType, address: number, length: number): Data =>
    new memories[dtype]((memory ?? reserve(base)).buffer, address, length);

  let team: Team | undefined;
  let alone = !shared;
  const end = (): void => {
    alone = true;
    team?.end();
  };
  let started = 0;
  /** After a thread was lost: what it may still write, it writes into a memory that nobody reads any more. */
  const leave = (): LostThreadError => {
    end();
    const { buffer } = memory!;
    memory = memoryOf(buffer.byteLength / page, shared);
    new Uint8Array(memory.buffer, meeting.end).set(new Uint8Array(buffer, meeting.end));
    current = undefined;
    notice("Chainrule: a thread was lost in the middle of its work. One thread goes on.");
    return new LostThreadError();
  };

  const load = (graph: Graph, given: Omit<Setting, "mode" | "base" | "share">): Loaded => {
    const setting = { ...given, mode, base, share };
    return start(graph, compiled(graph, setting, compileGraph)!, given.slots);
  };
  /** Slots that lie in panels, by address. */
  const laid = new Set<number>();
  const lay = (address: number, panels: boolean): void => {
    if (laid.has(address) === panels) return;
    const { shape } = specs[addresses.indexOf(address)]!;
    const data = view("float32", address, product(shape));
    data.set(exchanged(data, shape, panels));
    if (panels) laid.add(address);
    else laid.delete(address);
  };
  const start = (graph: Graph, { program, module }: Compiled, slots: readonly number[]): Loaded => {
    const order = inOrder(graph.outputs);
    let rows = 0;
    const interpret = (index: number): void => {
      const { node, inputs, to } = program.hosted[index]!;
      const { source, shape, dtype } = order[node]!;
      const values = source!.inputs.map((input, i) => {
        const spec = { shape: shapeFor(input.shape, rows), dtype: input.dtype };
        // `count` asks for the shape alone, and that may be of something that is nowhere in memory.
        const at = inputs[i]!;
        return new Tensor(spec, at < 0 ? new Float32Array() : view(spec.dtype, at, product(spec.shape)));
      });
      const { data } = apply(source!.primitive, values, withRows(source!.attributes, -rows));
      view(dtype, to, product(shapeFor(shape, rows))).set(data!);
    };
    reserve(program.end);
    const number = ++started;
    let own: Memory | undefined;
    let call: (rows: number, count: number) => number;
    const loaded: Loaded = {
      program,
      run(actual, count) {
        if (own !== memory) {
          own = memory;
          const { exports } = new (host()!.Instance)(module, { env: { memory, host: interpret } });
          call = exports.run as typeof call;
        }
        if (current !== loaded) {
          // Programs share the memory behind the slots.
          current = loaded;
          for (const address of slots) lay(address, program.panels.includes(address));
          if (program.together && !alone) (team ??= teamOn(memory!, threads, startWorker)).join(number, module);
          for (const [node, address] of program.constants) {
            const { dtype, data } = order[node]!;
            view(dtype, address, data!.length).set(data!);
          }
        }
        rows = actual;
        try {
          return call(actual, count);
        } catch (error) {
          throw !alone && view("int32", meeting.lost, 1)[0] ? leave() : error;
        }
      },
    };
    return loaded;
  };

  return {
    mode,
    end,
    helped: () => (shared ? view("int32", meeting.helped, 1)[0]! : 0),
    read: (first, count) =>
      specs.slice(first, first + count).map((spec, i) => {
        const address = addresses[first + i]!;
        const data = view(spec.dtype, address, product(spec.shape));
        const rowMajor = laid.has(address) ? exchanged(data, spec.shape, false) : data.slice();
        return new Tensor({ shape: spec.shape, dtype: spec.dtype }, rowMajor);
      }),
    write(first, values) {
      values.forEach(({ dtype, shape, data }, i) => {
        const address = addresses[first + i]!;
        view(dtype, address, data!.length).set(laid.has(address) ? exchanged(data!, shape, true) : data!);
      });
    },
    plan(graph, slots) {
      let made: (Loaded & { capacity: number }) | undefined;
      const own = graph.inputs.slice(0, graph.inputs.length - slots.length);
      return (inputs) => {
        const rows = -(rowRatio(own, inputs) ?? -1);
        if (!made || rows > made.capacity) {
          const capacity = Math.max(rows, 2 * (made?.capacity ?? 0));
          made = { capacity, ...load(graph, { capacity, slots: slots.map((slot) => addresses[slot]!) }) };
        }
        const { program, run } = made;
        const once = (): void => {
          inputs.forEach(({ dtype, data }, i) => view(dtype, program.inputs[i]!, data!.length).set(data!));
          run(rows, 1);
        };
        try {
          once();
        } catch (error) {
          if (!(error instanceof LostThreadError)) throw error;
          once(); // it changes nothing in the slots
        }
        return graph.outputs.map((output, i) => {
          const shape = shapeFor(output.shape, rows);
          const data = view(output.dtype, program.outputs[i]!, product(shape));
          return new Tensor({ shape, dtype: output.dtype }, data.slice());
        });
      };
    },
    series(graph, slots, rows, { logged, guarded, updates }) {
      const own = graph.inputs.slice(0, graph.inputs.length - slots.length - 1);
      const sizes = own.map(({ shape }) => product(shapeFor(shape, rows)));
      const bytes = sizes.reduce((sum, size, i) => sum + size * bytesOf(own[i]!.dtype), 0);
      const room = Math.max(1, Math.floor(ready / bytes));
      const setting = {
        capacity: rows,
        slots: slots.map((slot) => addresses[slot]!),
        series: { room, logged, guarded, updates: updates.map((slot) => addresses[slot]!) },
      };
      const unrolled = compiled(graph, { ...setting, mode, base, share }, unrolledProgram);
      const whole = unrolled && start(graph, unrolled, setting.slots);
      let general = whole ? undefined : load(graph, setting);
      let last: Loaded | undefined;
      /** A straight line serves whole batches alone. */
      const forRows = (actual: number): Loaded =>
        (last = whole && actual === rows ? whole : (general ??= load(graph, setting)));
      return {
        room,
        batches(actual) {
          const { batches } = forRows(actual).program;
          return own.map(({ dtype }, i) => view(dtype, batches[i]!, room * sizes[i]!));
        },
        run(actual, count, first) {
          const { program, run } = forRows(actual);
          view("int32", program.inputs[own.length]!, 1)[0] = first - 1;
          return run(actual, count);
        },
        log: () => view(graph.outputs[0]!.dtype, last!.program.log, room * logged),
      };
    },
  };
}

function memoryOf(pages: number, shared: boolean): Memory {
  if (!shared) return new (host()!.Memory)({ initial: pages });
  const memory = new (host()!.Memory)({ initial: pages, maximum: mostPages, shared });
  new Int32Array(memory.buffer)[meeting.state / 4] = nothing;
  return memory;
}

/** A program as the host holds it. */
interface Compiled {
  readonly program: Program;
  readonly module: object;
}

const cache = new Map<string, Compiled>();

/** Kept by structure: the same network again, or another of its shape, is not compiled again. */
function compiled(
  graph: Graph,
  setting: Setting,
  compile: (graph: Graph, setting: Setting) => Program | undefined,
): Compiled | undefined {
  const key = `${compile === unrolledProgram} ${JSON.stringify(setting)} ${textOf(graph)}`;
  const known = cache.get(key);
  if (known) return known;
  const program = compile(graph, setting);
  if (!program) return undefined;
  const made = { program, module: new (host()!.Module)(program.bytes) };
  cache.set(key, made);
  if (cache.size > 64) cache.delete(cache.keys().next().value!);
  return made;
}

/** All that the code for a graph depends on. */
function textOf({ inputs, outputs }: Graph): string {
  const order = inOrder(outputs);
  const numbers = new Map(order.map((node, i) => [node, i]));
  const specOf = ({ dtype, shape }: { dtype: DType; shape: Shape }): string => `${dtype}[${shape.join()}]`;
  const nodes = order.map((node) => {
    const { source, data } = node;
    if (!source) return specOf(node) + (data?.length === 1 ? (Object.is(data[0], -0) ? "-0" : data[0]!) : "");
    const used = source.inputs.map((input) => numbers.get(input));
    return `${source.primitive.name} ${used.join()} ${JSON.stringify(source.attributes)}`;
  });
  const known = inputs.map((input) => numbers.get(input) ?? specOf(input));
  return [...nodes, known.join(), outputs.map((output) => numbers.get(output)).join()].join(";");
}
