import { type Share, shareOf } from '../statistics/share.js';

/** What people decided on what the model had decided. */
export interface ReviewCounts {
  /** Events that the model decided. */
  readonly decided: number;
  /** Those that a person decided as well, and those of them that the person decided otherwise. */
  readonly reviewed: number;
  readonly overridden: number;
  /** Reviewed events of known outcome by who was right: the model alone, the person alone (both overridden), both, or neither. */
  readonly modelRight: number;
  readonly humanRight: number;
  readonly bothRight: number;
  readonly neitherRight: number;
}

/** Counts reviews. Decisions of the model and of people and outcomes are 1, 0, or -1 for none. */
export function countReviews(decisions: Int8Array, humanDecisions: Int8Array, outcomes: Int8Array): ReviewCounts {
  const counts = new Uint32Array(27);
  for (let row = 0; row < decisions.length; row++) counts[9 * (decisions[row]! + 1) + 3 * (humanDecisions[row]! + 1) + outcomes[row]! + 1]!++;
  const at = (decision: number, human: number, outcome: number): number => counts[9 * (decision + 1) + 3 * (human + 1) + outcome + 1]!;
  const over = (decision: number, human: number): number => at(decision, human, -1) + at(decision, human, 0) + at(decision, human, 1);
  const overridden = over(0, 1) + over(1, 0);
  const reviewed = overridden + over(0, 0) + over(1, 1);
  return {
    decided: reviewed + over(0, -1) + over(1, -1),
    reviewed,
    overridden,
    modelRight: at(1, 0, 1) + at(0, 1, 0),
    humanRight: at(0, 1, 1) + at(1, 0, 0),
    bothRight: at(1, 1, 1) + at(0, 0, 0),
    neitherRight: at(1, 1, 0) + at(0, 0, 1),
  };
}

/** Shares of human review; each is undefined where its denominator is 0. */
export interface HumanReview {
  /** Of decided events: those that a person saw, and those that nobody did. */
  readonly reviewed: Share;
  readonly automatedWithoutReview: Share;
  /** Of reviewed events: those decided otherwise. */
  readonly overridden: Share;
  /** Of overridden events of known outcome: where the model, or the person, was right. */
  readonly modelRightWhenOverridden: Share;
  readonly humanRightWhenOverridden: Share;
}

export function humanReviewOf({ decided, reviewed, overridden, modelRight, humanRight }: ReviewCounts): HumanReview {
  return {
    reviewed: shareOf(reviewed, decided),
    automatedWithoutReview: shareOf(decided - reviewed, decided),
    overridden: shareOf(overridden, reviewed),
    modelRightWhenOverridden: shareOf(modelRight, modelRight + humanRight),
    humanRightWhenOverridden: shareOf(humanRight, modelRight + humanRight),
  };
}
