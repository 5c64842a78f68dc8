interface Memory {
  /** Shared or not: what works on it does not tell. */
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The part of WebAssembly's interface that is used: neither the language's nor Node's types declare it. */
interface WebAssemblyHost {
  readonly Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

/** Undefined where there is none. */
export const host = (): WebAssemblyHost | undefined => (globalThis as { WebAssembly?: WebAssemblyHost }).WebAssembly;

export type { Memory };
