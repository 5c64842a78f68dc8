import type { Tensor } from "@chainrule/tensor";
import { clip } from "./internal/clip.ts";

/**
 * A silu without an exponential, also called hard swish: x·min(max(x + 3, 0), 6)/6.
 *
 * Elementwise, any shape. 0 up to −3, the identity from 3 on; at these corners the slope is that of the outer side.
 *
 * @see Howard et al., 2019 (MobileNetV3). https://arxiv.org/abs/1905.02244
 */
export const hardSilu = (x: Tensor): Tensor => x.mul(clip(x.add(3), 0, 6).div(6)).named("hardSilu", { x });
