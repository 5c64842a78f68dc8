import type { Tensor } from "@chainrule/tensor";
import { clip } from "./internal/clip.ts";

/**
 * A sigmoid of three straight pieces: 0 up to −3, 1 from 3 on, (x + 3)/6 between.
 *
 * Elementwise, any shape. This is Keras 3's, PyTorch's and JAX's; Keras 2 and TensorFlow.js mean 0.2x + 0.5, cut off at
 * 0 and 1. The slope at both corners is 0.
 *
 * @see Howard et al., 2019 (MobileNetV3). https://arxiv.org/abs/1905.02244
 */
export const hardSigmoid = (x: Tensor): Tensor => clip(x.add(3), 0, 6).div(6).named("hardSigmoid", { x });
