import type { Written } from "./types.ts";

/** A sheet as it is written to a file: `worked-example/1`, as far as we write it. Numbers are texts. */
export interface SheetJson {
  readonly format: "worked-example/1";
  readonly id: string;
  readonly title: string;
  readonly network: {
    readonly layers: readonly number[];
    readonly activations: readonly string[];
    readonly input: readonly (readonly string[])[];
    readonly target: readonly (readonly string[])[];
    readonly weights: Readonly<Record<string, readonly (readonly string[])[]>>;
    readonly biases: Readonly<Record<string, readonly string[]>>;
    readonly loss: { readonly name: string; readonly batch: "mean" };
    readonly learning_rate: string;
  };
  readonly steps: readonly {
    readonly id: string;
    readonly quantity: string;
    readonly layer: number;
    readonly label: string;
    readonly printed: Written;
  }[];
}
