interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** Multiply-adds in flight: as many as hide the latency, and fit into registers. */
const chains = 12;
const unrolled = 4;

/**
 * The most that 128-bit vectors can do on one core: twelve chains of fused multiply-adds and nothing else.
 *
 * @returns a function that measures it, in floating-point operations a second
 */
export function peak(): () => number {
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
  const run = new Instance(new Module(moduleBytes())).exports.run as (times: number) => number;
  const times = 4_000_000; // about 26 ms
  run(times);
  return () => {
    const begin = performance.now() / 1000;
    run(times);
    return (times * unrolled * chains * 8) / (performance.now() / 1000 - begin);
  };
}

/** (func (export "run") (param i32) (result f32)), by hand. */
function moduleBytes(): Uint8Array {
  const [a, b] = [chains + 1, chains + 2];
  const get = (local: number): number[] => [0x20, local];
  const set = (local: number): number[] => [0x21, local];
  const splat = (bytes: readonly number[], local: number): number[] => [0x43, ...bytes, 0xfd, 0x13, ...set(local)];
  const relaxedMadd = [0xfd, 0x85, 0x02];
  const accumulators = Array.from({ length: chains }, (_, i) => i + 1);
  const body = [
    ...[1, ...unsigned(chains + 2), 0x7b], // locals: v128
    ...splat([0x77, 0xbe, 0x7f, 0x3f], a), // 0.999
    ...splat([0x6f, 0x12, 0x83, 0x3a], b), // 0.001
    ...[0x03, 0x40],
    ...Array.from({ length: unrolled }, () =>
      accumulators.flatMap((x) => [...get(x), ...get(a), ...get(b), ...relaxedMadd, ...set(x)]),
    ).flat(),
    ...[...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b], // until the count is 0
    ...get(1),
    ...accumulators.slice(1).flatMap((x) => [...get(x), 0xfd, 0xe4, 0x01]),
    ...[0xfd, 0x1f, 0, 0x0b],
  ];
  const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, 0x7f, 1, 0x7d]),
    ...section(3, [1, 0]),
    ...section(7, [1, 3, ...Buffer.from("run"), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

function unsigned(n: number): number[] {
  return n < 128 ? [n] : [(n & 127) | 128, ...unsigned(n >>> 7)];
}
