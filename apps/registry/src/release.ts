import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "./registry.ts";
import { run } from "./shell.ts";

type Bump = "patch" | "minor" | "major";

/** A clone of the repository, from which a maintainer releases. */
export class Maintainer {
  readonly folder: string;
  readonly registry: Registry;

  constructor(folder: string, registry: Registry) {
    this.folder = folder;
    this.registry = registry;
  }

  #run(program: string, ...args: readonly string[]): Promise<string> {
    return run(this.folder, this.registry.env, program, ...args);
  }

  #pnpm(...args: readonly string[]): Promise<string> {
    return this.#run("npx", "-y", "pnpm@12", ...args);
  }

  /** Takes what is committed, and installs it. The store of packages is the machine's own. */
  async clone(repository: string): Promise<void> {
    await run(repository, process.env, "git", "clone", "-q", repository, this.folder);
    await this.#run("git", "config", "user.name", "maintainer");
    await this.#run("git", "config", "user.email", "maintainer@example.org");
    await run(this.folder, process.env, "npx", "-y", "pnpm@12", "install", "--frozen-lockfile");
  }

  /** `changeset version` where changes wait for it, build, `changeset publish`: what the release workflow does. */
  async release(): Promise<void> {
    if (readdirSync(join(this.folder, ".changeset")).some((name) => name.endsWith(".md"))) {
      await this.#pnpm("exec", "changeset", "version");
      await this.#run("git", "add", "-A");
      await this.#run("git", "commit", "-qm", "Version packages");
    }
    await this.#pnpm("run", "release");
  }

  /** A change of one package. */
  change(name: string, bump: Bump): void {
    writeFileSync(join(this.folder, ".changeset", `${bump}.md`), `---\n"${name}": ${bump}\n---\n\nA ${bump} change.\n`);
  }

  /** The version of each package that is published. */
  versions(): Record<string, string> {
    const manifests = ["packages", "apps"].flatMap((group) =>
      readdirSync(join(this.folder, group)).map((name) => join(this.folder, group, name, "package.json")),
    );
    return Object.fromEntries(
      manifests
        .map((path) => JSON.parse(readFileSync(path, "utf8")) as { name: string; version: string; private?: boolean })
        .filter((manifest) => !manifest.private)
        .map(({ name, version }) => [name, version]),
    );
  }
}
