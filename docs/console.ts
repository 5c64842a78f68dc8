import { execFile, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./script.ts";

// The sessions in the guides: blocks ```console with `$ command` and what it prints, and the files that a page shows,
// ```python title="read.py". A page is one session, in a folder of its own that holds the tables of the examples.

/** A command as it is shown, with what it is said to print; … stands for whatever is there. */
interface Command {
  readonly line: string;
  readonly output: string;
}

/** What a page shows of a terminal. */
export interface Session {
  readonly files: ReadonlyMap<string, string>;
  readonly commands: readonly Command[];
}

export function sessionOf(page: string): Session {
  const files = [...page.matchAll(/^```\w+ title="([^"]+)"[^\n]*\n(.*?)^```/gms)];
  const consoles = [...page.matchAll(/^```console\n(.*?)^```/gms)].map(([, text = ""]) => text);
  return {
    files: new Map(files.map(([, name = "", text = ""]) => [name, text])),
    commands: consoles.flatMap((text) =>
      [...text.matchAll(/^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n?)*)/gm)].map(([, line = "", output = ""]) => ({
        line,
        output: output.trimEnd(),
      })),
    ),
  };
}

/** That of the system, where Debian's packages are. */
const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

/** Commands as a reader has them after an install, from our sources; whatever else is there stays as it is. */
const programs: Readonly<Record<string, string>> = {
  npx: `case "$1" in
chainrule) shift; exec node "${join(root, "apps/cli/src/main.ts")}" "$@";;
esac
exit 127`,
  npm: `case "$1 $2" in
"create chainrule-plugin") shift 2; [ "$2" != "--" ] || set -- "$1" "\${@:3}"; exec node "${join(root, "apps/create-plugin/src/main.ts")}" "$@";;
install*) exit 0;;
test*) exec node --run test;;
esac
exit 127`,
  python3: `exec ${python} "$@"`,
};

/** The libraries that the bench compares with, where they are installed. */
const peers = join(root, "apps/bench/peers/node_modules");

/** Runs the commands of a page one after the other; undefined for what cannot run on this machine. */
export async function outputsOf({ files, commands }: Session): Promise<(string | undefined)[]> {
  const folder = mkdtempSync(join(root, "docs/.made-"));
  try {
    cpSync(join(root, "docs/examples/data"), folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const bin = join(folder, ".bin");
    mkdirSync(bin);
    for (const [name, text] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const outputs: (string | undefined)[] = [];
    let at = folder;
    for (const { line } of commands) {
      const [, to] = /^cd (\S+)$/.exec(line) ?? [];
      if (to !== undefined) at = join(at, to);
      const isPossible = [...files].every(([name, text]) => !line.includes(name) || hasWhatItImports(text, files));
      outputs.push(to !== undefined ? "" : isPossible ? await run(line, at, bin) : undefined);
    }
    return outputs;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(line: string, cwd: string, bin: string): Promise<string> {
  const env = {
    ...process.env,
    PATH: [bin, join(root, "node_modules/.bin"), process.env["PATH"]].join(":"),
    NODE_OPTIONS: "--conditions=@chainrule/source",
    NODE_PATH: peers,
    NODE_TEST_CONTEXT: undefined,
    FORCE_COLOR: undefined,
    NO_COLOR: "1",
  };
  return new Promise((resolve) => {
    // What fails prints why; a page may show that too.
    execFile("bash", ["-c", `exec 2>&1\n${line}`], { cwd, env, timeout: 240_000, encoding: "utf8" }, (_, stdout) =>
      resolve(stdout.trimEnd()),
    );
  });
}

/** Whether the libraries that a file asks for are installed: peers of ours by `require`, Python's by `import`. */
function hasWhatItImports(text: string, files: Session["files"]): boolean {
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = ""]) => name);
  const modules = found(/^(?:import|from) (\w+)(?! .*from ")/gm).filter((name) => !files.has(`${name}.py`));
  return found(/require\("([^"]+)"\)/g).every((name) => existsSync(join(peers, name))) && hasPython(modules);
}

function hasPython(modules: readonly string[]): boolean {
  if (modules.length === 0) return true;
  const code = modules.map((name) => `import ${name}`).join("; ");
  return spawnSync(python, ["-c", code], { stdio: "ignore" }).status === 0;
}

/** Whether the output is what the page says. */
export const isAsSaid = (output: string, said: string): boolean =>
  new RegExp(
    `^${said
      .split("…")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/[ \t]+$/gm, "[ \\t]*"))
      .join("[^]*?")}$`,
  ).test(output.replaceAll(/[ \t]+$/gm, "").trimEnd());
