import { type Box, isPoint, point } from "../box.ts";
import { readQuantity } from "../../sheet/quantity.ts";
import { lossAfter } from "../forward.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";

type Shorten = (x: number) => number;

const decimals =
  (count: number): Shorten =>
  (x) =>
    Number(x.toFixed(count));

const significant =
  (count: number): Shorten =>
  (x) =>
    Number(x.toPrecision(count));

const cut =
  (count: number): Shorten =>
  (x) =>
    Math.trunc(x * 10 ** count) / 10 ** count;

const ways: readonly (readonly [says: string, shorten: Shorten])[] = [1, 2, 3, 4].flatMap((n) => [
  [`rounded to ${n} ${n === 1 ? "decimal" : "decimals"}`, decimals(n)] as const,
  [`rounded to ${n} significant ${n === 1 ? "digit" : "digits"}`, significant(n)] as const,
  [`cut off after ${n} ${n === 1 ? "decimal" : "decimals"}`, cut(n)] as const,
]);

export const roundedTooEarly: Mistake = {
  id: "rounded-too-early",
  aliases: ["rounding-too-early", "early-rounding", "rounded-early"],
  message: "Numbers were rounded before they were used: too few digits were left for the result.",
  hint: "With how many digits did you go on, and with how many is the result written?",
  surprise: 2,
  rules: (place) =>
    ways.flatMap(([says, shorten]) => [...shortened(place, says, shorten), ...afterwards(place, says, shorten)]),
};

/** With every number that somebody has computed shortened, or all that come in. */
function shortened({ calculation, chain }: Place, says: string, shorten: Shorten): Rule[] {
  const { operands, sources = {} } = calculation;
  const roles = Object.keys(operands).filter((role) => isPoint(operands[role]!));
  const computed = roles.filter((role) => {
    const quantity = readQuantity(sources[role] ?? "");
    return quantity !== undefined && chain.given(quantity.name) === undefined;
  });
  const groups = computed.length > 0 && computed.length < roles.length ? [computed, roles] : [roles];
  return groups.map((group) => ({
    says: `the calculation with ${group.map((role) => sources[role] ?? role).join(" and ")} ${says}`,
    calculation: {
      ...calculation,
      compute: (o) =>
        calculation.compute({ ...o, ...Object.fromEntries(group.map((role) => [role, mapped(o[role]!, shorten)])) }),
    },
  }));
}

/** With numbers shortened on the way from the new weights to the loss, which nobody writes down. */
function afterwards({ quantity, chain }: Place, says: string, shorten: Shorten): Rule[] {
  if (quantity.family !== "loss_after") return [];
  const values = (box: Box): Box => (isPoint(box) ? mapped(box, shorten) : box);
  return [
    { says: `the loss with the new weights ${says}`, calculation: lossAfter(chain, { weights: values }) },
    { says: `the loss with every number on the way ${says}`, calculation: lossAfter(chain, { values }) },
    { says: `the loss with every number ${says}`, calculation: lossAfter(chain, { weights: values, values }) },
  ];
}

const mapped = ({ shape, low }: Box, shorten: Shorten): Box => point(shape, low.map(shorten));
