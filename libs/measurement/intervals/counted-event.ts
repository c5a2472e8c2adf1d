/**
 * What of an event is counted. One object serves for event after event, so that a million of them leave no garbage: whoever fills it
 * sets every field.
 */
export interface CountedEvent {
  /** The whole number (0 to 2^31 - 1) that stands for the system version. */
  versionKey: number;
  /** Milliseconds since 1970, of the years 1970 to 2199. */
  timeMs: number;
  /** Whether its status is not ok. */
  failed: boolean;
  /** 0 to 1; NaN when there is none. */
  score: number;
  decision: boolean | null;
  /** NaN when there is none. */
  latencyMs: number;
  /** Number of its combination of segments; 0 when it has none. */
  slice: number;
  humanDecision: boolean | null;
  /** 0 accepted, 1 edited, 2 rejected; -1 when there is none. */
  feedback: number;
  /** 0 the system, 1 a human; -1 when it is not known. */
  resolvedBy: number;
  /** Number of its user in the system, 1 to 2^17 - 1; 0 when there is none. */
  user: number;
  reasons: number;
  /** The first `featureCount` values, NaN where unknown, and the position of each in the version's list. */
  featureCount: number;
  readonly featureValues: Float64Array;
  featurePositions: Int32Array;
}

/** Features that one event may carry, and positions that a version has. */
const featuresAtMost = 256;

/** The positions of features that stand in the version's own order. */
export const ownPositions = Int32Array.from({ length: featuresAtMost }, (_, position) => position);

export function newCountedEvent(): CountedEvent {
  return {
    versionKey: 0,
    timeMs: 0,
    failed: false,
    score: Number.NaN,
    decision: null,
    latencyMs: Number.NaN,
    slice: 0,
    humanDecision: null,
    feedback: -1,
    resolvedBy: -1,
    user: 0,
    reasons: 0,
    featureCount: 0,
    featureValues: new Float64Array(featuresAtMost),
    featurePositions: ownPositions,
  };
}
