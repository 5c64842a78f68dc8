import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { run } from "./shell.ts";

/** A registry on this machine: ours are published to it, all other packages come through it. */
export interface Registry {
  readonly url: string;
  /** An environment in which npm and pnpm use it, with a home and a cache of its own. */
  readonly env: NodeJS.ProcessEnv;
  stop(): void;
}

/** Starts a Verdaccio that keeps everything in a folder. */
export async function startRegistry(folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const upstream = await run(folder, process.env, "npm", "config", "get", "registry");
  const url = `http://127.0.0.1:${await freePort()}/`;
  const config = join(folder, "config.yaml");
  writeFileSync(
    config,
    `storage: ${JSON.stringify(join(folder, "storage"))}
uplinks:
  upstream: { url: ${JSON.stringify(upstream)} }
packages:
  "@chainrule/*": { access: $all, publish: $anonymous $authenticated }
  "chainrule": { access: $all, publish: $anonymous $authenticated }
  "create-chainrule-plugin": { access: $all, publish: $anonymous $authenticated }
  "soft-clip*": { access: $all, publish: $anonymous $authenticated }
  "**": { access: $all, proxy: upstream }
max_body_size: 100mb
log: { type: stdout, level: error }
`,
  );
  const require = createRequire(import.meta.url);
  const verdaccio = join(dirname(require.resolve("verdaccio/package.json")), "bin/verdaccio");
  const child = spawn(process.execPath, [verdaccio, "--config", config, "--listen", new URL(url).host], {
    stdio: "inherit",
  });
  const npmrc = join(folder, "npmrc");
  writeFileSync(npmrc, `registry=${url}\n//${new URL(url).host}/:_authToken=local\nfund=false\naudit=false\n`);
  // What pnpm and npm tell the scripts that they run would lead back to the registry out there, and to its tokens.
  const own = Object.entries(process.env).filter(([name]) => !/^p?npm_|^init_cwd$/i.test(name));
  const env = {
    ...Object.fromEntries(own),
    npm_config_registry: url,
    pnpm_config_registry: url,
    NPM_CONFIG_USERCONFIG: npmrc,
    npm_config_cache: join(folder, "cache"),
    NODE_OPTIONS: "",
    CI: "true",
  };
  await reachable(url, child);
  return { url, env, stop: () => child.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function reachable(url: string, child: ReturnType<typeof spawn>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break;
    try {
      if ((await fetch(`${url}-/ping`)).ok) return;
    } catch {
      // Not up yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`registry: expected Verdaccio at ${url} within a minute, received no answer.`);
}
