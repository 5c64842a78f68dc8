import { type Graph, serializeGraph, writable } from "@chainrule/compiler";
import { encode } from "@chainrule/safetensors";
import type { Parameters, Tensor } from "@chainrule/tensor";
import { modelGraphs } from "../graphs.ts";
import { type AnyNetwork, memoryOf } from "../network.ts";
import type { Checkpoint } from "../training/checkpoint.ts";
import { predictingMemory } from "../training/used.ts";
import { folders, format } from "./format.ts";

/**
 * Writes a network, or a training that is under way (`run.state`), as a safetensors file.
 *
 * The file holds the weights and the expressions they belong to, for prediction and for training: whoever loads it
 * needs neither the layers nor the plugins. A checkpoint also holds the expression of a step.
 *
 * @returns the bytes; `saveFile` of `@chainrule/network/node` puts them into a file
 * @throws ValueError if the network has no weights yet
 */
export function save(what: AnyNetwork | Checkpoint): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  const metadata = new Map([["format", format]]);
  const put = (folder: string, parts: Parameters = {}): string[] => {
    for (const [name, x] of Object.entries(parts)) tensors.set(`${folder}/${name}`, x);
    return Object.keys(parts);
  };
  const write = (name: string, json: unknown, replacer?: (name: string, value: unknown) => unknown): void =>
    void metadata.set(name, JSON.stringify(json, replacer));
  const writeGraph = (name: string, graph: Graph): void => {
    const { graph: json, tensors: constants } = serializeGraph(graph);
    write(name, json);
    constants.forEach((x, i) => tensors.set(`constants/${name}/${i}`, x));
  };

  const checkpoint = "progress" in what ? what : undefined;
  const learned = "progress" in what ? predictingMemory(what) : memoryOf("save", what);
  const graphs = "progress" in what ? what.graphs : modelGraphs(what, learned);
  write("model", {
    inputShape: learned.inputShape,
    outputShape: learned.outputShape,
    dtype: learned.dtype,
    parameters: put(folders.parameters, learned.parameters),
    state: put(folders.state, learned.state),
  });
  writeGraph("graph", graphs.predicting);
  writeGraph("training", graphs.training);
  if (what.preprocessing !== undefined) write("preprocessing", what.preprocessing);
  if (checkpoint) {
    const { settings, progress, names, optimizer } = checkpoint;
    const { losses, metrics } = names;
    const json = { settings, progress, losses, metrics, optimizer: put(folders.optimizer, optimizer) };
    write("checkpoint", json, (_name, value) => writable(value)); // metrics may be NaN
    put(folders.bestParameters, checkpoint.best?.parameters);
    put(folders.bestState, checkpoint.best?.state);
    writeGraph("step", checkpoint.graphs.step);
    writeGraph("evaluation", checkpoint.graphs.evaluation);
    writeGraph("metrics", checkpoint.graphs.metrics);
    if (checkpoint.graphs.used) {
      writeGraph("used", checkpoint.graphs.used);
      put(folders.trained, checkpoint.learned.parameters);
    }
  }
  return encode({ tensors, metadata });
}
