// What the published packages promise: nothing of others at run time, no script on install, no text run as code.
// The command line and the template of plugins may rest on packages of others, but keep the rest too.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** @typedef {Record<string, string>} Names */
/** @typedef {"dependencies" | "optionalDependencies" | "peerDependencies" | "scripts"} Lists */
/** @typedef {Partial<Record<Lists, Names>> & { name: string, private?: boolean }} Manifest */

/** Also by way of `(0, eval)`, the constructor of any function, timers and modules of data; not the policy's name. */
const runsText = [
  /(?<!wasm-unsafe-)\beval\b/,
  /\bFunction\s*\(/,
  /\bconstructor\s*\W+constructor\b/,
  /\bset(Timeout|Interval)\s*\(\s*["'`]/,
  /\bimport\s*\(\s*["'`]data:/,
];

const problems = globSync("{packages,apps}/*/package.json").flatMap((path) => {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- what JSON.parse gives
  const manifest = /** @type {Manifest} */ (JSON.parse(readFileSync(path, "utf8")));
  const { name, scripts = {} } = manifest;
  if (manifest.private) return [];
  const folder = dirname(path);
  const found = [];
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  const needed = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  const others = folder.startsWith("packages") ? needed.filter((other) => !other.startsWith("@chainrule/")) : [];
  if (others.length > 0) found.push(`expected no dependency outside the family, received ${others.join(", ")}`);
  const install = ["preinstall", "install", "postinstall", "prepare"].filter((script) => script in scripts);
  if (install.length > 0) found.push(`expected no script on install, received ${install.join(", ")}`);
  if (!existsSync(`${folder}/dist`)) found.push("expected a build. Run pnpm build first");
  const evaluating = globSync(`${folder}/dist/**/*.js`).filter((file) => {
    const code = readFileSync(file, "utf8");
    return runsText.some((way) => way.test(code));
  });
  if (evaluating.length > 0)
    found.push(`expected no text to be run as code, received some in ${evaluating.join(", ")}`);
  return found.map((problem) => `${name}: ${problem}.`);
});
for (const problem of problems) console.error(problem);
console.log(problems.length > 0 ? "" : "packages: no dependency of others, no install script, no eval");
process.exit(problems.length > 0 ? 1 : 0);
