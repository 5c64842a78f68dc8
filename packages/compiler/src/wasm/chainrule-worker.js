// One of the threads of a training. It stands alone, in JavaScript and in the syntax of scripts and modules alike, so
// that it runs as it is: from the sources, from the package, or copied by a bundler.

/**
 * @typedef {{ program: number, index: number, count: number, module?: object, memory?: object }} Message
 * @typedef {{ exports: { work(program: number, index: number, count: number): void } }} Instance
 * @typedef {{ onmessage: ((message: { data: Message }) => void) | null }} Port
 * @typedef {{ WebAssembly: { Instance: new (module: object, imports: object) => Instance } }} Host
 */

const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
const host = /** @type {Host} */ (/** @type {unknown} */ (globalThis));
const port = /** @type {Port} */ (/** @type {unknown} */ (threads?.parentPort ?? globalThis));

/** @type {Map<number, Instance>} */
const programs = new Map();

/** @param {{ data: Message }} message */
port.onmessage = ({ data: { program, index, count, module, memory } }) => {
  if (module) {
    const imports = { env: { memory, host: () => undefined } };
    programs.set(program, new host.WebAssembly.Instance(module, imports));
  }
  programs.get(program)?.exports.work(program, index, count); // until another program is run
};
