import type { Tensor } from "@chainrule/tensor";

/** Where a cell stands among all numbers of a tensor. */
export const flatOf = ({ shape }: Tensor, cell: readonly number[]): number =>
  cell.reduce((flat, place, axis) => flat * shape[axis]! + place, 0);

/** The number in a cell. */
export const cellAt = (value: Tensor, cell: readonly number[]): number => value.data![flatOf(value, cell)]!;
