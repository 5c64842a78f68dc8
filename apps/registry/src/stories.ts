import type { Maintainer } from "./release.ts";
import type { User } from "./user.ts";
import type { Registry } from "./registry.ts";

/** What stories are told with. */
export interface World {
  readonly registry: Registry;
  readonly maintainer: Maintainer;
  /** The repository that is released. */
  readonly repository: string;
  /** A user with an empty folder of that name. */
  readonly user: (name: string) => User;
}

/** One thing that has to work, from the outside. */
export interface Story {
  readonly what: string;
  /** Whether it is told in the short form too. */
  readonly short?: boolean;
  /** @returns what is worth a remark, such as a size */
  readonly tell: (world: World) => Promise<string | undefined>;
}

/** Throws unless two things are the same, as JSON. */
export function same(what: string, received: unknown, expected: unknown): void {
  const [got, wanted] = [received, expected].map((value) => JSON.stringify(value));
  if (got !== wanted) throw new Error(`${what}: expected ${wanted}, received ${got}.`);
}
