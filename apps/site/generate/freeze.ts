import { freezeReleases } from "./releases.ts";

// Part of `pnpm run version`: keeps the documentation of what is about to be released.

for (const kept of await freezeReleases()) console.log(`kept the documentation of ${kept}`);
