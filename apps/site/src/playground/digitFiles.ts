/** Which digits come with the site: the first ones of each part of MNIST, under these names in the npm package. */
export const digitFiles = {
  training: {
    name: "training",
    rows: 5000,
    images: "train-images-idx3-ubyte",
    labels: "train-labels-idx1-ubyte",
  },
  heldOut: { name: "held-out", rows: 1000, images: "t10k-images-idx3-ubyte", labels: "t10k-labels-idx1-ubyte" },
} as const;
