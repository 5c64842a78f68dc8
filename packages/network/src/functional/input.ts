import { type Node, nodeOf } from "./node.ts";

/** Where examples go into a network that is not a chain: see `network`. Their shape comes with the data. */
export const input = (): Node => nodeOf(undefined, []);
