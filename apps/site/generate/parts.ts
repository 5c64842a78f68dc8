import { packages } from "../packages.ts";
import type { Options, Part, Parts } from "../src/playground/parts.ts";
import { type Exported, functionsOf, type Parameter } from "./exports.ts";
import { write } from "./pages.ts";

/** What the playground offers: the exports of the packages, with those of their options that are numbers. */
export function writeParts(): void {
  const all = packages.flatMap(functionsOf);
  const named = (kind: Exported["kind"]): Exported[] => all.filter((one) => one.kind === kind);
  const parts: Parts = {
    activations: named("activation").map(({ name }) => name),
    optimizers: named("optimizer").map((one) => partOf(one, one.parameters)),
    // A schedule begins with the rate; one made of other schedules is for code.
    schedules: named("schedule").flatMap((one) => {
      const [first, ...options] = one.parameters;
      const takesRate = first && /^(number|Hyperparameter)$/.test(first.type);
      return takesRate && options.every(isWritable) ? [partOf(one, options)] : [];
    }),
  };
  write("parts.json", JSON.stringify(parts));
}

const partOf = ({ name }: Exported, parameters: readonly Parameter[]): Part => ({
  name,
  rate: parameters.find((one) => one.name === "options.rate")?.fallback ?? "",
  options: parameters.filter((one) => isNumeric(one) && one.name !== "options.rate").map(optionOf),
});

const optionOf = ({ name, type, fallback, text }: Parameter): Options[number] => ({
  name: name.replace("options.", ""),
  isList: type.endsWith("[]"),
  // What is passed on to another function has its default there.
  isNeeded: fallback === "" && !/default/.test(text),
  fallback,
  text,
});

const isNumeric = ({ type }: Parameter): boolean => /^(number|Hyperparameter|readonly number\[\])$/.test(type);

/** Whether it can be typed into a field, or left out. */
const isWritable = (one: Parameter): boolean => isNumeric(one) || one.fallback !== "";
