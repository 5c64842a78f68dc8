// What is killed: a training that saves itself after each step, and goes on from what it finds.
// Says `begun`, `saved <step>` when a checkpoint is on the disk, and at the end `done <all bits of the weights>`.
import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { backup, type Callback, dense, dropout, resume, sequential, train } from "@chainrule/network";
import { loadCheckpointFile, writeFileAtomic } from "@chainrule/network/node";
import { adam, cosineDecay } from "@chainrule/optimizers";
import { normal, randomKey } from "@chainrule/tensor";

const path = process.argv[2]!;
mkdirSync(dirname(path), { recursive: true });
const inputs = normal(randomKey(1), [60, 6]);
const targets = softmax(normal(randomKey(2), [60, 3]));

let saved = 0;
const save = backup((bytes) => writeFileAtomic(path, bytes).then(() => console.log(`saved ${saved}`)), { seconds: 0 });
const callbacks: Callback[] = [{ onStep: ({ step }) => void (saved = step) }, save];

const run = existsSync(path)
  ? resume(await loadCheckpointFile(path), { inputs, targets }, { callbacks })
  : train(
      sequential([dense(32, relu), dropout(0.3), dense(3, softmax)]),
      { inputs, targets },
      {
        loss: categoricalCrossentropy,
        optimizer: adam({ rate: cosineDecay(0.02, { steps: 200 }) }),
        epochs: 25,
        batchSize: 8,
        seed: 7,
        callbacks,
      },
    );
console.log("begun");
await run.finished;
const { parameters } = run.state.learned;
const bits = Object.values(parameters).map(({ data }) => Buffer.from(data!.slice().buffer).toString("base64"));
console.log(`done ${bits.join()}`);
