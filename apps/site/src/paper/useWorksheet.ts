import { layoutSheet, readSheet, type Worksheet } from "@chainrule/worksheet";
import { useMemo, useRef } from "react";
import { articleNet, gridOf, type Net, sheetOf } from "./net.ts";
import { isNumber } from "./Numbers.tsx";

/** What of a step does not change with a weight: it is worked out once for each shape of net. */
export interface Written {
  readonly latex: string;
  readonly uses: readonly string[];
}

interface Calculation {
  readonly worksheet: Worksheet;
  /** Step by step. */
  readonly written: readonly Written[];
}

/** The calculation of the net; while a field holds no number, the last one that could be made. */
export function useWorksheet(net: Net): Calculation & { failure: string } {
  const last = useRef<Calculation & { form: string }>(undefined);
  return useMemo(() => {
    const calculate = (asked: Net): Calculation => {
      const worksheet = layoutSheet(readSheet(sheetOf(checked(asked))));
      const form = formOf(asked);
      const written =
        last.current?.form === form
          ? last.current.written
          : worksheet.steps.map((step) => ({ latex: step.formula("latex"), uses: step.uses }));
      last.current = { worksheet, written, form };
      return last.current;
    };
    try {
      const calculation = calculate(net);
      return { ...calculation, failure: overflowOf(calculation.worksheet) };
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      return { ...(last.current ?? calculate(articleNet)), failure };
    }
  }, [net]);
}

/** Where numbers first become too large to be written, in words; "" if nowhere. */
function overflowOf({ steps }: Worksheet): string {
  const first = steps.find(({ value }) => !value.toTypedArray().every(Number.isFinite));
  return first
    ? `Numbers overflow: from the step "${first.title}" on not all of them are finite. Take smaller inputs or weights.`
    : "";
}

/** All that the formulas follow from; weights, biases and inputs stand in them as letters. */
const formOf = ({ layers, activations, input, target, loss, learning_rate }: Net): string =>
  JSON.stringify([layers, activations, input.length, target, loss, learning_rate]);

function checked(net: Net): Net {
  const names = ["x", ...net.layers.slice(1).flatMap((_, i) => [`W${i + 1}`, `b${i + 1}`]), "y"];
  const odd = names.find((name) =>
    gridOf(net, name)
      .flat()
      .some((text) => !isNumber(text)),
  );
  if (odd)
    throw new Error(
      `${odd} holds something that is not a number. The calculation below is still that of the last numbers.`,
    );
  if (!isNumber(net.learning_rate)) throw new Error("The rate is not a number. Write one such as 0.01.");
  return net;
}
