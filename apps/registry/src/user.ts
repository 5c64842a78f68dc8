import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Registry } from "./registry.ts";
import { run } from "./shell.ts";

/** Somebody with an empty folder, outside of the workspace. */
export class User {
  readonly folder: string;
  readonly registry: Registry;

  constructor(folder: string, registry: Registry) {
    this.folder = folder;
    this.registry = registry;
    mkdirSync(folder, { recursive: true });
    this.write("package.json", '{ "private": true, "type": "module" }');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  run(program: string, ...args: readonly string[]): Promise<string> {
    return run(this.folder, this.registry.env, program, ...args);
  }

  install(...names: readonly string[]): Promise<string> {
    return this.run("npm", "install", "--loglevel=error", ...names);
  }

  /** What a script prints. */
  script(code: string): Promise<string> {
    this.write("script.js", code);
    return this.run("node", "script.js");
  }

  /** The packages that have arrived, by name. */
  installed(): string[] {
    const modules = join(this.folder, "node_modules");
    return readdirSync(modules)
      .filter((name) => !name.startsWith("."))
      .flatMap((name) =>
        name.startsWith("@") ? readdirSync(join(modules, name)).map((of) => `${name}/${of}`) : [name],
      );
  }

  /** Bytes of all that has arrived. */
  size(): number {
    const modules = join(this.folder, "node_modules");
    return readdirSync(modules, { recursive: true, encoding: "utf8" })
      .map((path) => statSync(join(modules, path)))
      .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
  }
}
