import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { create, CreateError, type Kind, kinds } from "./create.ts";

const usage = `Usage: npm create chainrule-plugin <folder> -- --kind activation|loss|optimizer|layer [--package name]

Makes a package with source, test, README, page and CI. Its tests pass as it is.
`;

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new CreateError(`expected an answer to "${question}" as an argument, received none.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} `);
  terminal.close();
  return answer.trim();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { kind: { type: "string" }, package: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) return console.log(usage);
  const folder = positionals[0] ?? (await ask("Folder and name, such as soft-clip:"));
  const kind = values.kind ?? (await ask(`What is it: ${kinds.join(", ")}?`));
  if (!(kinds as readonly string[]).includes(kind)) {
    throw new CreateError(`expected --kind ${kinds.join(" or ")}, received ${kind}.`);
  }
  const written = create(folder, kind as Kind, values.package);
  console.log(`${written.map((file) => `  ${file}`).join("\n")}\n\nNext:\n  cd ${folder}\n  npm install\n  npm test`);
}

try {
  await main();
} catch (error) {
  console.error(`create-chainrule-plugin: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
