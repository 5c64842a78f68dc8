import { orderOf, requireFinite, rowsOf, stepsPerEpoch } from "./examples.mjs";

/** ConvNetJS, and toygrad which was made after it: one example at a time, an update after each batch. */
export const volumes = (library) => (work, examples) => {
  const { training } = work;
  const inputs = rowsOf(examples.inputs, examples.width).map(library.volume);
  const targets =
    training.loss === "squared"
      ? rowsOf(examples.targets, examples.classes, library.targetType ?? Float64Array)
      : examples.labels;
  const layers = [
    library.input(examples.width),
    ...training.layers.flatMap((layer) => layersOf(library, layer, training)),
  ];
  const make = () => library.make(layers.map((layer) => ({ ...layer })));
  let net = make();
  let trainer = library.trainer(net, training.optimizer, training.batch);
  const order = orderOf(examples, training.shuffle);

  const steps = (count) => {
    for (let i = 0; i < count; i++) {
      const rows = order.batch(training.batch);
      let loss = 0;
      for (let j = 0; j < rows.length; j++) loss += trainer.train(inputs[rows[j]], targets[rows[j]]).loss;
      requireFinite(loss);
    }
    return count;
  };
  const fits = (count) => {
    for (let i = 0; i < count; i++) {
      net = make();
      trainer = library.trainer(net, training.optimizer, training.batch);
      steps(work.epochs * stepsPerEpoch(examples, training.batch));
    }
    return count;
  };
  let at = 0;
  const predictions = (count) => {
    for (let i = 0; i < count * work.rows; i++) net.forward(inputs[at++ % inputs.length], false);
    return count;
  };
  return {
    note: library.noteOn(training.optimizer.name) || undefined,
    run: { step: steps, fit: fits, predict: predictions }[work.kind],
    predict: (rows) => inputs.slice(0, rows).flatMap((row) => [...net.forward(row, false).w]),
  };
};

function layersOf(library, { units, activation }, { loss }) {
  if (activation === "softmax") return library.softmax(units);
  const dense = library.dense(units);
  const last = loss === "squared" && units === 1;
  return last ? library.regression(units, dense, [{ type: activation }]) : [dense, { type: activation }];
}
