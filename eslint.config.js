import stylistic from "@stylistic/eslint-plugin";
import { defineConfig } from "eslint/config";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import boundaries from "eslint-plugin-boundaries";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** The arrows: what the sources of a package may import besides themselves. */
const arrows = {
  tensor: [],
  compiler: ["tensor"],
  activations: ["tensor"],
  losses: ["tensor"],
  optimizers: ["tensor"],
  data: ["tensor"],
  safetensors: ["tensor"],
  network: ["tensor", "compiler", "safetensors"],
  conformance: ["tensor", "compiler", "network"],
  worksheet: ["tensor", "compiler", "activations", "losses", "optimizers", "network"],
};
const packages = Object.keys(arrows);

// With what the comparisons with other libraries share.
const tests = ["**/*.test.ts", "packages/network/src/foreign/*.ts"];

// Its types say that the plugin is the property `default` of what is imported; it is the import itself.
const boundariesPlugin = /** @type {import("eslint").ESLint.Plugin} */ (/** @type {unknown} */ (boundaries));

const resolution = {
  project: `${import.meta.dirname}/tsconfig.json`,
  conditionNames: ["@chainrule/source", "types", "import", "default"],
};

export default defineConfig(
  { ignores: ["**/dist/", "{apps,packages}/*/bin/", "apps/create-plugin/template/", "apps/site/{.docusaurus,.pages,.static,build,frozen,*_version*}/", "apps/site/*.cjs"] },
  {
    extends: [tseslint.configs.recommendedTypeChecked, importX.flatConfigs.typescript],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "@stylistic": stylistic, boundaries: boundariesPlugin, "import-x": importX },
    settings: {
      "boundaries/root-path": import.meta.dirname,
      "boundaries/elements": [
        ...packages.map((name) => ({ type: name, pattern: `packages/${name}` })),
        { type: "app", pattern: "apps/*" },
      ],
      "import-x/resolver-next": [createTypeScriptImportResolver(resolution)],
      "import/resolver": { typescript: resolution },
    },
    rules: {
      "@stylistic/max-len": ["error", { code: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true }],
      "@stylistic/quotes": ["error", "double", { avoidEscape: true }],
      "@stylistic/semi": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // Templates print numbers everywhere; and `a[i]!` in a loop over a typed array says what the type cannot.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
      "import-x/no-cycle": "error",
      "import-x/no-extraneous-dependencies": "error",
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "One seed, one result: draw from a key instead." },
      ],
      "prefer-const": "error",
    },
  },
  {
    files: packages.map((name) => `packages/${name}/src/**/*.ts`),
    ignores: tests,
    rules: {
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          policies: Object.entries(arrows).map(([from, to]) => ({
            from: { element: { type: from } },
            allow: { to: { element: { type: [from, ...to] } } },
          })),
        },
      ],
      "import-x/no-extraneous-dependencies": ["error", { devDependencies: false }],
    },
  },
  {
    // Packages run in browsers too; what needs Node stands in an entry of its own, `main.ts` if it is a command.
    files: ["packages/*/src/**/*.ts"],
    ignores: [...tests, "packages/*/src/{node,main}.ts"],
    rules: {
      "import-x/no-nodejs-modules": "error",
      "no-restricted-globals": ["error", "process", "Buffer", "global", "require"],
    },
  },
  {
    // The peers come without types that fit, and from a package.json of their own.
    files: ["apps/bench/peers/*.mjs", "apps/bench/src/start/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "off",
      "@typescript-eslint/no-require-imports": "off",
      "import-x/no-extraneous-dependencies": "off",
      "no-restricted-properties": "off",
    },
  },
  {
    // The root lists vitest once for all.
    files: tests,
    rules: { "import-x/no-extraneous-dependencies": ["error", { whitelist: ["vitest"] }] },
  },
);
