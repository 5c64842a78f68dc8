import { type IdxArray, parseIdx, type Preparation, type PreparedWithTargets } from "@chainrule/data";
import { oneHot, tensor } from "@chainrule/tensor";
import type { Data } from "./data.ts";
import { digitFiles } from "./digitFiles.ts";

/** As if the pixels were the columns of a table of grey values: a saved model then knows what to do with one. */
const digitPreparation: Preparation = {
  features: Array.from({ length: 784 }, (_, i) => ({ kind: "number", column: `pixel${i}`, mean: 0, scale: 255 })),
  target: { kind: "classes", column: "label", labels: Array.from({ length: 10 }, (_, i) => String(i)) },
  missing: "error",
};

/** Images of 28 × 28 grey values, and what they show. */
const digitsFrom = (images: IdxArray, labels: IdxArray): PreparedWithTargets => ({
  inputs: tensor(
    Float32Array.from(images.data, (grey) => grey / 255),
    { shape: [images.shape[0]!, 784] },
  ),
  targets: oneHot(tensor(Int32Array.from(labels.data)), 10),
});

/** The digits that come with the site. */
export async function loadDigits(folder: string): Promise<Data> {
  const [training, heldOut] = await Promise.all(
    Object.values(digitFiles).map(async ({ name }) => {
      const [images, labels] = await Promise.all(
        ["images", "labels"].map((kind) => fetchIdx(`${folder}${name}-${kind}.gz`)),
      );
      return digitsFrom(images!, labels!);
    }),
  );
  return { training: training!, heldOut: heldOut!, preparation: digitPreparation };
}

async function fetchIdx(address: string): Promise<IdxArray> {
  const { ok, status, body } = await fetch(address).catch(() => Response.error());
  if (!ok || !body) {
    throw new Error(`The digits could not be loaded (${status}). Try again when this site can be reached.`);
  }
  const plain = body.pipeThrough(new DecompressionStream("gzip"));
  return parseIdx(new Uint8Array(await new Response(plain).arrayBuffer()));
}
