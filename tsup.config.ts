import { defineConfig } from "tsup";

/** One build for every package; a package names its entries in its `build` script. */
export default defineConfig({
  format: ["esm"],
  dts: true,
  sourcemap: true,
  clean: true,
  target: "es2022",
  // Puts constants in their place, as the opcodes of the engine: a bundler of whoever uses a package no longer can.
  esbuildOptions(options) {
    options.minifySyntax = true;
  },
});
