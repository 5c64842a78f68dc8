/** What nets of two inputs, two neurons and two classes that tests lay out have alike. */
export const tiny = {
  layers: [2, 2, 2],
  weights: {
    W1: [
      ["0.4", "-0.3"],
      ["0.1", "0.5"],
    ],
    W2: [
      ["0.7", "-0.2"],
      ["-0.4", "0.6"],
    ],
  },
  biases: { b1: ["0.05", "0.1"], b2: ["0.15", "-0.05"] },
  loss: { name: "cce" },
};
