import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const kinds = ["activation", "loss", "optimizer", "layer"] as const;
export type Kind = (typeof kinds)[number];

/** What cannot be made, said so that one knows what to do. */
export class CreateError extends Error {}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The versions that this release was made with: published, its own package.json holds them. */
function versions(): Record<string, string> {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return devDependencies;
}

/** `chainrule-activation-soft-clip` and `soft-clip` are both softClip in code. */
export function identifierOf(packageName: string): string {
  const words = (packageName.split("/").at(-1) ?? "")
    .split(/[^a-zA-Z0-9]+/)
    .filter((word) => word !== "" && word !== "chainrule" && !(kinds as readonly string[]).includes(word));
  const name = words
    .map((word, i) => (i === 0 ? word[0]!.toLowerCase() : word[0]!.toUpperCase()) + word.slice(1))
    .join("");
  if (/^[a-z]\w*$/.test(name)) return name;
  throw new CreateError(
    `expected a name such as soft-clip, received ${packageName}. It becomes a function's name too.`,
  );
}

/**
 * Writes the package: source, test, README, page, CI.
 *
 * @param folder - new or empty; its last part is the package's name unless `packageName` says another
 * @returns the files written, relative to the folder
 * @throws CreateError if the folder has something in it, or the name is none
 */
export function create(folder: string, kind: Kind, packageName: string = basename(resolve(folder))): string[] {
  const name = identifierOf(packageName);
  if (!/^(@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~][a-z0-9-._~]*$/.test(packageName)) {
    throw new CreateError(`expected a package name in lower case, such as soft-clip, received ${packageName}.`);
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new CreateError(`expected a new or an empty folder, received ${folder}. Name another, or empty it.`);
  }
  const fill = (text: string): string =>
    text
      .replaceAll("__package__", packageName)
      .replaceAll("__name__", name)
      .replaceAll("__year__", String(new Date().getFullYear()))
      .replace(/"workspace:([^"]+)"/g, (_, part: string) => JSON.stringify(versions()[part]));
  const written: string[] = [];
  for (const template of ["common", kind]) {
    const from = join(root, "template", template);
    for (const path of readdirSync(from, { recursive: true, encoding: "utf8" }).sort()) {
      const text = read(join(from, path));
      if (text === undefined) continue;
      // npm leaves .gitignore out of what it publishes, and a package.json in a folder of its own misleads tools.
      const target = fill(path).replace(/(^|[/\\])_/, "$1.").replace(/\.template$/, ".json");
      mkdirSync(dirname(join(folder, target)), { recursive: true });
      writeFileSync(join(folder, target), fill(text));
      written.push(target);
    }
  }
  return written;
}

/** The text of a file; undefined for a folder. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
