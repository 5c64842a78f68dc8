import { softmax, sigmoid, tanh } from "@chainrule/activations";
import { unguarded } from "../src/layout/unguarded.ts";
import { categoricalCrossentropy as cce, binaryCrossentropy as bce, halfSquaredError as hse } from "@chainrule/losses";
import { print, trace, gradients, stabilize } from "@chainrule/compiler";
const spec = { shape: [2, 2], dtype: "float64" } as const;
const un = (n: any): any => n.source?.primitive.name === "named" ? un(n.source.inputs[0]) : n;
for (const [f, L] of [[softmax, cce], [sigmoid, bce], [tanh, hse], [softmax, hse],[sigmoid, hse], [softmax, bce]] as any) {
  const { inputs: [z, y], outputs: [l] } = trace((z, y) => [un(L(un(f(z!)), y!)).sum()], [spec, spec]);
  for (const s of [l, ...stabilize([l!])]) {
  const [g] = gradients(s!, [z!]);
  console.log(f.name, "delta", print(g!, new Map([[z!, "z"], [y!, "y"], [un(f(z!)), "a"]]), "text", unguarded));
  }
}
