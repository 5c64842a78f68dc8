import {
  ChainruleError,
  DTypeError,
  ShapeError,
  slice,
  tensor,
  type Tensor,
  uniform,
  randomBits,
  randomKey,
  ValueError,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { deserializeGraph, type Graph, gradients, placeholder, replay, serializeGraph, trace } from "./index.ts";

const small = trace((x) => [x.mul(tensor(2)).sum(0)], [{ shape: [-1, 3], dtype: "float32" }]);

const throughText = (graph: Graph): Graph => {
  const { graph: json, tensors } = serializeGraph(graph);
  return deserializeGraph(JSON.parse(JSON.stringify(json)), tensors);
};

test("reads as one would write it down", () => {
  expect(serializeGraph(small)).toEqual({
    graph: {
      inputs: [{ shape: [-1, 3], dtype: "float32" }],
      constants: [{ shape: [], dtype: "float32", values: [2] }],
      nodes: [
        ["mul", [0, 1]],
        ["sum", [2], { axes: [0] }],
        ["reshape", [3], { shape: [3] }],
      ],
      outputs: [4],
    },
    tensors: [],
  });
});

test("constants keep their bits: what JSON has no word for, float32, and larger ones beside the graph", () => {
  const odd = [NaN, Infinity, -Infinity, -0, 0.1, 1e-45, 3.4e38];
  const large = uniform(randomKey(1), [17]);
  const constants: Tensor[] = [
    tensor(odd),
    tensor([...odd, 5e-324, 1.7976931348623157e308], { dtype: "float64" }),
    tensor([-(2 ** 31), 2 ** 31 - 1], { dtype: "int32" }),
    tensor([true, false]),
    tensor([], { shape: [0, 3] }),
    large,
  ];
  const graph = trace(() => constants, [{ shape: [], dtype: "float32" }]);
  const loaded = throughText(graph);
  const values = replay(loaded)([tensor(1)]);
  values.forEach((value, i) => {
    expect([value.dtype, value.shape]).toEqual([constants[i]!.dtype, constants[i]!.shape]);
    // Object.is tells −0 from 0.
    expect(Array.from(value.data!).every((x, j) => Object.is(x, constants[i]!.data![j]))).toBe(true);
  });
  expect(serializeGraph(graph).tensors).toEqual([large]);
});

test("an input may be an output, or unused; a constant may be an output", () => {
  const graph = trace(
    (x) => [x, tensor(7)],
    [
      { shape: [2], dtype: "bool" },
      { shape: [], dtype: "int32" },
    ],
  );
  const [x, seven] = replay(throughText(graph))([tensor([true, false]), tensor(3, { dtype: "int32" })]);
  expect([x!.toArray(), seven!.item()]).toEqual([[1, 0], 7]);
});

test("what was traced elsewhere cannot be saved", () => {
  const outside = placeholder({ shape: [], dtype: "float32" });
  expect(() => serializeGraph({ inputs: [], outputs: [outside.exp()] })).toThrow(
    "serializeGraph: expected every input to be an argument of the traced function, received float32 [] from outside. " +
      "Pass it as an argument.",
  );
});

describe("damage", () => {
  const { graph: sound } = serializeGraph(small);
  const load =
    (change: object): (() => Graph) =>
    () =>
      deserializeGraph({ ...sound, ...change }, []);

  test("the error says where it is and what was expected", () => {
    expect(() => deserializeGraph(null, [])).toThrow(
      new ValueError("deserializeGraph: graph: expected an object, received null. The file is damaged: save it again."),
    );
    expect(load({ inputs: 3 })).toThrow("deserializeGraph: graph.inputs: expected a list, received 3.");
    expect(load({ inputs: [{ shape: [1.5], dtype: "float32" }] })).toThrow(
      "graph.inputs[0].shape: expected whole numbers as lengths, received [1.5]",
    );
    expect(load({ inputs: [{ shape: [], dtype: "toString" }] })).toThrow(
      "graph.inputs[0].dtype: expected float32 or float64 or int32 or bool",
    );
    expect(load({ constants: [{ tensor: 0 }] })).toThrow(
      "graph.constants[0].tensor: expected a constant that the file holds, received 0",
    );
    expect(load({ constants: [{ tensor: "length" }] })).toThrow('received "length"');
    expect(load({ nodes: [["constructor", [0]]] })).toThrow(
      'graph.nodes[0][0]: expected a primitive, received "constructor"',
    );
    expect(load({ nodes: [["mul", [0, 7]]] })).toThrow(
      "graph.nodes[0][1][1]: expected the number of an earlier node, received 7",
    );
    expect(load({ nodes: [["mul", [0, 2]]] })).toThrow(
      "graph.nodes[0][1][1]: expected the number of an earlier node, received 2",
    );
    expect(load({ nodes: [["mul", [0]]] })).toThrow("graph.nodes[0][1]: expected the inputs of mul, received [0].");
    expect(load({ nodes: [["concat", [], { axis: 0 }]] })).toThrow("graph.nodes[0][1]: expected the inputs of concat");
    expect(load({ outputs: [99] })).toThrow("graph.outputs[0]: expected the number of an earlier node, received 99");
  });

  test("numbers are numbers, as many as the shape says, and fit the dtype", () => {
    const constant = (values: unknown, shape: unknown = [1], dtype = "float32") =>
      load({ constants: [{ shape, dtype, values }] });
    for (const wrong of [null, "1", "nan", true, [], {}, "constructor"]) {
      expect(constant([wrong])).toThrow(/constants\[0\]\.values\[0\]: expected a number, received/);
    }
    expect(constant([1, 2])).toThrow(ShapeError);
    expect(constant([1], [1e9, 1e9])).toThrow(ShapeError);
    expect(constant([1, 2], [-1, -2])).toThrow(ShapeError);
    expect(constant([0.5], [1], "int32")).toThrow(DTypeError);
    expect(constant(["NaN"])).not.toThrow();
  });

  test("attributes: all that the primitive has, nothing else, each of its kind", () => {
    const node = (name: string, attributes: unknown) => load({ nodes: [[name, [0], attributes]], outputs: [] });
    const wrong: [string, unknown[]][] = [
      [
        "sum",
        [
          {},
          { axes: 0 },
          { axes: ["0"] },
          { axes: [NaN] },
          { axes: [2] },
          { axes: [-1] },
          { axes: [0, 0] },
          { axes: [1, 0] },
        ],
      ],
      [
        "sum",
        [
          { axes: [0], shape: [1] },
          { axes: [0], inputs: [] },
          JSON.parse('{"axes":[0],"__proto__":{}}'),
          { axes: null },
        ],
      ],
      ["cumsum", [{ axis: 0 }, { axis: "0", reverse: true }, { axis: 5, reverse: true }, { axis: 0, reverse: 1 }]],
      ["cast", [{ dtype: "string" }, { dtype: "__proto__" }, { dtype: null }, { dtype: ["float32"] }]],
      ["reshape", [{ shape: "3" }, { shape: [1, "3"] }, { shape: [1e300] }, { shape: {} }]],
      [
        "pad",
        [
          { axis: 0, before: "1", after: 0 },
          { axis: 1, before: 1e300, after: 0 },
        ],
      ],
      [
        "named",
        [
          { name: 3, inputs: [], options: {} },
          { name: "n", inputs: "x", options: {} },
          { name: "n", inputs: [], options: 3 },
        ],
      ],
      ["sum", [null, [], "axes", 3]],
    ];
    for (const [name, all] of wrong)
      for (const attributes of all) expect(node(name, attributes), JSON.stringify(attributes)).toThrow(ValueError);
    // Of its kind, but it does not fit: the rule of the primitive says so.
    expect(node("transpose", { permutation: [0, 0] })).toThrow("transpose: expected every axis from 0 to 1 once");
    expect(node("slice", { axis: 1, start: 0, end: 9 })).toThrow(ShapeError);
    expect(node("sigmoid", {})).not.toThrow();
  });

  test("nothing is computed while it is read: a huge shape takes no memory", () => {
    const before = process.memoryUsage().arrayBuffers;
    const huge: unknown[] = [
      ["broadcast", [1], { shape: [1e9] }],
      ["broadcast", [1], { shape: [1e9, 1e9] }],
      ["reshape", [1], { shape: [1] }],
      ["pad", [4], { axis: 0, before: 1e9, after: 1e12 }],
    ];
    expect(load({ nodes: huge, outputs: [] })).not.toThrow();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
    const [key, stream] = [
      { shape: [2], dtype: "int32", values: [0, 0] },
      { shape: [], dtype: "int32", values: [0] },
    ];
    const bits = ["randomBits", [1, 2], { shape: [1e10], bits: 32 }];
    expect(load({ constants: [key, stream], nodes: [bits], outputs: [3] })).not.toThrow();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
  });

  test("a thousand operations on one another are no problem of depth", () => {
    const nodes = Array.from({ length: 20_000 }, (_, i) => ["neg", [i === 0 ? 0 : i + 1]]);
    const graph = deserializeGraph({ ...sound, nodes, outputs: [20_001] }, []);
    expect(replay(graph)([tensor([[1, 2, 3]])])[0]!.toArray()).toEqual([[1, 2, 3]]);
  });

  // A graph with many kinds of attributes, and its gradient.
  const rich = trace(
    (x, w) => {
      const y = slice(x.matmul(w).softplus(), 1, 0, 2).named("y", { x: x }, { alpha: 0.1 });
      const loss = y
        .sub(y.reduceMax(1, { keepDims: true }))
        .exp()
        .cast("float64")
        .mean()
        .cast("float32");
      return [loss, ...gradients(loss, [w])];
    },
    [
      { shape: [-1, 3], dtype: "float32" },
      { shape: [3, 4], dtype: "float32" },
    ],
  );
  const { graph: json, tensors } = serializeGraph(rich);
  const text = JSON.stringify(json);
  const hostile: unknown[] = [
    null,
    true,
    -1,
    0,
    1,
    2.5,
    1e9,
    -1e9,
    1e300,
    "",
    "0",
    "NaN",
    "axis",
    "constructor",
    "__proto__",
    "length",
    [],
    {},
    [[]],
    [0],
    [1e9],
    { tensor: 0 },
    { shape: [1e9], dtype: "float32", values: [] },
    { axes: [0] },
  ];

  /** Every place in a tree of JSON, as a list of keys. */
  const places = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
    typeof value === "object" && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, part]) => places(part, [...path, key]))]
      : [path];

  const everywhere = places(json);

  function mutate(draw: (n: number) => number): unknown {
    const copy = JSON.parse(text) as Record<string, unknown>;
    const path = everywhere[1 + draw(everywhere.length - 1)]!;
    const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
    const key = path.at(-1)!;
    const kind = draw(6);
    if (kind === 0 && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (kind === 0) delete parent[key];
    else if (kind === 1 && Array.isArray(parent)) parent.push(parent[Number(key)]);
    else if (kind === 1) parent[String(hostile[13 + draw(3)])] = parent[key];
    else if (kind === 2 && typeof parent[key] === "number") parent[key] += draw(9) - 4;
    else parent[key] = hostile[draw(hostile.length)];
    return copy;
  }

  test("4,000 mutations: a graph, or a typed error that says what is wrong", () => {
    const bits = randomBits(randomKey(11), [40_000], 31).toTypedArray();
    let [at, refused] = [0, 0];
    const draw = (n: number): number => bits[at++]! % n;
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 4000; i++) {
      const mutated = mutate(draw);
      try {
        deserializeGraph(mutated, tensors);
      } catch (cause) {
        refused++;
        if (!(cause instanceof ChainruleError)) throw new Error(JSON.stringify(mutated), { cause });
        expect(cause.message).toMatch(/^\w+: .*expected .+\.$/);
      }
    }
    expect(refused).toBeGreaterThan(2500);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e7);
  });

  test("cut off anywhere, it is no JSON; with a letter changed, it is a graph or a typed error", () => {
    for (let end = 0; end < text.length; end++)
      expect(() => JSON.parse(text.slice(0, end)) as unknown).toThrow(SyntaxError);
    for (let at = 0; at < text.length; at++) {
      for (const letter of '0"]}') {
        let parsed: unknown;
        try {
          parsed = JSON.parse(text.slice(0, at) + letter + text.slice(at + 1));
        } catch {
          continue;
        }
        try {
          deserializeGraph(parsed, tensors);
        } catch (cause) {
          if (!(cause instanceof ChainruleError)) throw new Error(JSON.stringify(parsed), { cause });
        }
      }
    }
  });
});
