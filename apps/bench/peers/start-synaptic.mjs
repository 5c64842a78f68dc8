// From an import to a prediction, as src/start/chainrule.mjs.
import synaptic from "synaptic";

const net = new synaptic.Architect.Perceptron(2, 3, 1);
const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
for (let i = 0; i < 100; i++) {
  net.activate(inputs[i % 4]);
  net.propagate(0.1, [(i % 4 === 1 || i % 4 === 2) + 0]);
}
console.log(inputs.map((row) => net.activate(row)));
