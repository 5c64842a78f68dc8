// A number that is not finite stops the training before it changes anything; the error says where, why and what to do.
import { linear } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { dense, NonFiniteError, sequential, train } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";

const data = { inputs: [[1], [20]], targets: [[1], [400]] };
const net = sequential([dense(8, linear), dense(1)]);
const run = train(net, data, { loss: meanSquaredError, optimizer: sgd({ rate: 0.1 }) });
try {
  await run.finished;
} catch (error) {
  if (!(error instanceof NonFiniteError)) throw error;
  console.log(error.step, error.place); // → 3 the loss
  const [, cause, cure] = error.message.split(/(?<=\.) /);
  console.log(cause); // → Numbers as large as 5.4e+20 overflowed.
  console.log(cure); // → Lower the rate, clip with clipByGlobalNorm({ limit: 1 }), or normalize the inputs.
}
