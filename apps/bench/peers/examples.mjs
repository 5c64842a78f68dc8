// What the peers need from the examples: rows as arrays, and an order for each epoch.

export const rowsOf = (flat, width, Type = Float64Array) =>
  Array.from({ length: flat.length / width }, (_, i) => Type.from(flat.subarray(i * width, (i + 1) * width)));

/** The numbers of the examples one after the other, epoch after epoch. */
export function orderOf({ rows }, shuffle) {
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  let at = rows;
  const refill = () => {
    at = 0;
    if (!shuffle) return;
    for (let i = rows - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
  };
  return {
    next() {
      if (at >= rows) refill();
      return order[at++];
    },
    /** The last batch of an epoch may be a smaller one. */
    batch(size) {
      if (at >= rows) refill();
      return order.subarray(at, (at = Math.min(at + size, rows)));
    },
  };
}

export function requireFinite(loss) {
  if (!Number.isFinite(loss)) throw new Error("the loss is not finite");
}

export const stepsPerEpoch = ({ rows }, batch) => Math.ceil(rows / batch);
