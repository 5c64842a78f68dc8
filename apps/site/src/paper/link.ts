// The whole state of a page in its link: as JSON, deflated, in letters that an address may hold.

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());

/** @param name - what it is called in the link */
export async function toLink(state: unknown, name = "sheet"): Promise<string> {
  const text = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const letters = String.fromCharCode(...(await bytesOf(text)));
  return `#${name}=${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * The state in a link; undefined if there is none of this name in it.
 *
 * @throws Error if what is in it cannot be read
 */
export async function fromLink(hash: string, name = "sheet"): Promise<unknown> {
  const [, found, letters] = /^#(\w+)=(.+)$/.exec(hash) ?? [];
  if (found !== name || !letters) return undefined;
  const bytes = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(new TextDecoder().decode(await bytesOf(text))) as unknown;
}
