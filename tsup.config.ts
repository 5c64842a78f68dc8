import { defineConfig } from "tsup";

/** One build for every package; a package names its entries in its `build` script. */
export default defineConfig({
  format: ["esm"],
  dts: true,
  sourcemap: true,
  clean: true,
  target: "es2022",
  esbuildOptions(options) {
    // Folds 1 / 6 into a number: a bundler may drop a table of numbers that nobody uses, but not one of divisions.
    options.minifySyntax = true;
  },
});
