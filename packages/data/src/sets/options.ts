/** A set of points in the plane, in two classes. */
export interface PointOptions {
  /** The same seed gives the same points anywhere. */
  readonly seed: number;
  /** How many points; ≥ 2, default 400. */
  readonly rows?: number | undefined;
  /** Standard deviation of what is added to both coordinates, ≥ 0: 0.05 by default. */
  readonly noise?: number | undefined;
}
