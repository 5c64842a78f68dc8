import type { Tensor } from "@chainrule/tensor";

/**
 * Softplus: log(1 + exp(x)), a smooth relu that stays above zero. Its slope is the sigmoid.
 *
 * Elementwise, any shape. Exact everywhere: no threshold beyond which it turns into x, as PyTorch has at 20.
 *
 * @see Dugas et al., 2000. https://papers.nips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html
 */
export const softplus = (x: Tensor): Tensor => x.softplus().named("softplus", { x });
