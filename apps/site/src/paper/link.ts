import type { SheetJson } from "@chainrule/worksheet";

// The whole state of the paper in the link: the sheet as JSON, deflated, in letters that an address may hold.

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());

export async function toLink(sheet: SheetJson): Promise<string> {
  const text = new Blob([JSON.stringify(sheet)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const letters = String.fromCharCode(...(await bytesOf(text)));
  return `#sheet=${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * The sheet in a link; undefined if there is none in it.
 *
 * @throws Error if what is in it cannot be read
 */
export async function fromLink(hash: string): Promise<unknown> {
  const [, letters] = /^#sheet=([\w-]+)$/.exec(hash) ?? [];
  if (!letters) return undefined;
  const bytes = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(new TextDecoder().decode(await bytesOf(text))) as unknown;
}
