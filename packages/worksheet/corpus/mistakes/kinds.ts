/**
 * The mistakes of the catalogue that show on a sheet, and by what other names a marker may justly call each.
 *
 * What stands on a sheet does not always tell two of them apart; where they give the same digits, the generator sees to
 * it. The other names here are for what is one mistake with several names.
 */
export const kinds = {
  // Forward
  "wrong-matrix-copied": [
    "wrong-matrix",
    "wrong-row-copied",
    "wrong-row",
    "wrong-weights",
    "copy-slip",
    "wrong-example",
  ],
  "transposed-weights": ["weights-not-transposed", "not-transposed"],
  "bias-omitted": [],
  "bias-added-twice": ["bias-twice"],
  "product-index-slip": ["index-slip", "wrong-index"],
  "activation-skipped": ["activation-omitted"],
  "activation-applied-twice": ["activation-twice"],
  "wrong-activation": [],
  "sigmoid-sign": ["sigmoid-sign-lost", "sign", "exponent-sign"],
  "relu-negative-through": [
    "negative-through",
    "relu-let-negative-through",
    "activation-skipped",
    "relu-negative-kept",
  ],
  "softmax-without-exp": [],
  "softmax-wrong-axis": ["softmax-not-normalized"],
  "softmax-not-normalized": ["not-normalized"],
  "rounded-too-early": ["rounding-too-early", "early-rounding", "rounded-early"],
  "decimal-shift": ["decimal-place"],
  "digit-transposition": ["digits-swapped"],
  "arithmetic-slip": [],
  // Loss
  "log-base": ["log10-for-ln", "log2-for-ln"],
  "batch-mean-missing": ["mean-missing", "mean-factor-missing"],
  "batch-mean-added": ["mean-added", "mean-factor-added", "batch-mean-early"],
  "output-mean-missing": ["mean-missing", "mean-factor-missing", "mean-over-outputs-missing", "batch-mean-missing"],
  "output-mean-added": ["mean-added", "mean-factor-added", "mean-over-outputs-added", "batch-mean-added"],
  "half-dropped": ["half-omitted", "half-missing", "factor-half"],
  "half-added": ["factor-half", "factor-two-missing"],
  "bce-cce-confused": ["loss-confused", "wrong-loss"],
  sign: ["sign-lost", "plus-for-minus"],
  "sum-slip": ["term-omitted", "term-missing", "term-twice", "single-example", "arithmetic-slip"],
  "wrong-class": ["wrong-class-probability"],
  // Output delta
  "log-complement-sign": ["sign-of-log-complement", "complement-sign", "sign"],
  "prediction-target-swapped": ["swapped-prediction-target", "target-prediction-swapped", "sign"],
  "softmax-diagonal-only": [],
  "jacobian-index-slip": ["index-slip", "product-index-slip"],
  "activation-derivative-omitted": ["derivative-omitted", "local-derivative-omitted"],
  "activation-derivative-twice": ["derivative-twice", "local-derivative-twice"],
  "derivative-at-output": ["derivative-at-wrong-point", "derivative-at-input", "wrong-derivative"],
  "wrong-derivative": [],
  "delta-of-other-loss": ["wrong-loss-delta", "mse-delta-with-ce", "ce-delta-with-mse", "loss-confused", "wrong-loss"],
  // Hidden delta
  "single-path": [],
  "updated-weights-used": [],
  "wrong-layer-delta": ["delta-of-wrong-layer", "wrong-delta"],
  "relu-gate-ignored": ["activation-derivative-omitted"],
  // Weight gradient
  "own-output-used": ["own-output", "own-activation-used"],
  "outer-product-transposed": ["gradient-transposed", "transposed-gradient"],
  "bias-gradient-omitted": ["bias-not-updated", "bias-update-omitted", "update-omitted"],
  "regularization-omitted": ["regularizer-omitted", "penalty-omitted"],
  "regularization-on-biases": ["regularizer-on-biases", "biases-regularized", "bias-regularized", "penalty-on-biases"],
  // Update
  "rate-omitted": ["learning-rate-omitted"],
  "rate-twice": ["learning-rate-twice", "rate-applied-twice"],
  "cell-mixed-up": ["cells-mixed-up", "wrong-cell", "index-slip"],
  "momentum-omitted": ["momentum-coefficient-omitted"],
  "momentum-swapped": ["momentum-coefficient-swapped"],
  "nesterov-formula": ["nesterov-ignored", "nesterov", "nesterov-confused"],
  "dampening-ignored": ["dampening-omitted"],
  "stale-buffer": ["buffer-dropped", "buffer-stale", "stale-moments", "state-dropped"],
  "bias-correction-omitted": [],
  "betas-swapped": ["beta-swapped"],
  "epsilon-inside-root": [],
  "step-off-by-one": [],
  "stale-moments": ["stale-buffer", "buffer-dropped", "state-dropped"],
  "amsgrad-mixed": ["amsgrad"],
  "adamw-as-coupled": ["coupled-decay", "adamw-as-l2", "decay-coupled"],
} as const satisfies Record<string, readonly string[]>;

export type Kind = keyof typeof kinds;
