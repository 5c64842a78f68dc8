import { bitsOf, Code } from "./code.ts";
import * as simd from "./simd.ts";
import { host } from "./host.ts";
import type { Mode } from "./mode.ts";
import { moduleOf } from "./module.ts";

let modes: readonly Mode[] | undefined;

/** In which modes plans run here: in none where there is no WebAssembly with vectors, or a policy against it. */
export function supportedModes(): readonly Mode[] {
  modes ??= (["fused", "exact"] as const).filter(works);
  return modes;
}

/** (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ where the product is not rounded by itself, and 0 where it is. */
function works(mode: Mode): boolean {
  try {
    const code = new Code();
    const [a, c] = [1 + 2 ** -12, -1 - 2 ** -11].map((x) => code.constant(bitsOf(x))) as [number, number];
    code.i32(0).get(a).get(a);
    if (mode === "fused") code.get(c).v(simd.relaxedMadd);
    else code.v(simd.mulF32).get(c).v(simd.addF32);
    code.memory(simd.store, 0, 0);
    const bytes = moduleOf([code], false);
    const wasm = host();
    if (!wasm?.validate(bytes)) return false;
    const memory = new wasm.Memory({ initial: 1 });
    const { run } = new wasm.Instance(new wasm.Module(bytes), { env: { memory, host: () => undefined } }).exports;
    (run as (rows: number) => void)(0);
    return new Float32Array(memory.buffer)[0] === (mode === "fused" ? 2 ** -24 : 0);
  } catch {
    return false;
  }
}
