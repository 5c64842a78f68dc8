/** How a network is trained, in words that every library can follow. */
export interface Training {
  readonly data: "largest" | "xor" | "iris" | "digits";
  readonly layers: readonly Layer[];
  readonly loss: "crossentropy" | "squared";
  readonly optimizer: { readonly name: "sgd" | "momentum" | "adam"; readonly rate: number };
  readonly batch: number;
  /** Whether each epoch takes the examples in an order of its own. */
  readonly shuffle: boolean;
}

interface Layer {
  readonly units: number;
  readonly activation: "relu" | "sigmoid" | "softmax";
}

/** What is repeated and timed: a training step, a whole training, or a prediction. */
export type Work = { readonly name: string; readonly title: string; readonly goals: readonly Goal[] } & (
  | { readonly kind: "step"; readonly training: Training }
  | { readonly kind: "fit"; readonly training: Training; readonly epochs: number; readonly accuracy: number }
  | { readonly kind: "predict"; readonly training: Training; readonly rows: number }
);

/** Chainrule is to be so many times as fast as the fastest of these. */
export interface Goal {
  readonly times: number;
  /** Names of contenders, or all in JavaScript. */
  readonly than: readonly string[] | "JavaScript";
}

const layers = (units: readonly number[], activations: readonly Layer["activation"][]): Layer[] =>
  units.map((count, i) => ({ units: count, activation: activations[i]! }));

const digits = (units: readonly number[], batch: number, optimizer: Training["optimizer"]): Training => ({
  data: "digits",
  layers: layers([...units, 10], [...units.map(() => "relu" as const), "softmax"]),
  loss: "crossentropy",
  optimizer,
  batch,
  shuffle: true,
});

const sgd = { name: "sgd", rate: 0.1 } as const;

export const works: readonly Work[] = [
  {
    name: "tiny",
    title: "3-3-3-3 relu, sigmoid, softmax; cross-entropy, batch 1, SGD",
    kind: "step",
    training: {
      data: "largest",
      layers: layers([3, 3, 3], ["relu", "sigmoid", "softmax"]),
      loss: "crossentropy",
      optimizer: { name: "sgd", rate: 0.05 },
      batch: 1,
      shuffle: false,
    },
    goals: [
      { times: 3, than: "JavaScript" },
      { times: 20, than: ["convnetjs"] },
    ],
  },
  {
    name: "xor",
    title: "2-3-1 sigmoid, exclusive or; squared error, batch 1, SGD with momentum",
    kind: "step",
    training: {
      data: "xor",
      layers: layers([3, 1], ["sigmoid", "sigmoid"]),
      loss: "squared",
      optimizer: { name: "momentum", rate: 0.1 },
      batch: 1,
      shuffle: false,
    },
    goals: [{ times: 2, than: "JavaScript" }],
  },
  {
    name: "iris",
    title: "4-16-16-3 relu, softmax on iris; Adam, 100 epochs of batch 16, from nothing to trained",
    kind: "fit",
    training: {
      data: "iris",
      layers: layers([16, 16, 3], ["relu", "relu", "softmax"]),
      loss: "crossentropy",
      optimizer: { name: "adam", rate: 0.01 },
      batch: 16,
      shuffle: true,
    },
    epochs: 100,
    accuracy: 0.95,
    goals: [{ times: 3, than: "JavaScript" }],
  },
  {
    name: "digits",
    title: "784-128-10 relu, softmax on digits; batch 32, SGD",
    kind: "step",
    training: digits([128], 32, sgd),
    goals: [
      { times: 3.5, than: ["jax-js"] },
      { times: 15, than: ["tfjs-wasm"] },
      { times: 1.3, than: ["pytorch"] },
    ],
  },
  {
    name: "deep-sgd",
    title: "784-512-512-10 relu, softmax on digits; batch 128, SGD",
    kind: "step",
    training: digits([512, 512], 128, sgd),
    goals: [{ times: 0.58, than: ["pytorch"] }],
  },
  {
    name: "deep-adam",
    title: "784-512-512-10 relu, softmax on digits; batch 128, Adam",
    kind: "step",
    training: digits([512, 512], 128, { name: "adam", rate: 1e-3 }),
    goals: [
      { times: 2.3, than: ["jax-js"] },
      { times: 0.75, than: ["pytorch"] },
    ],
  },
  {
    name: "predict-1",
    title: "784-128-10, one prediction of one row",
    kind: "predict",
    training: digits([128], 32, sgd),
    rows: 1,
    goals: [{ times: 8, than: "JavaScript" }],
  },
  {
    name: "predict-256",
    title: "784-128-10, one prediction of 256 rows",
    kind: "predict",
    training: digits([128], 32, sgd),
    rows: 256,
    goals: [{ times: 2.3, than: ["jax-js"] }],
  },
];
