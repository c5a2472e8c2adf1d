import { type Share, shareOf } from '../statistics/share.js';

/** What readers did with the answers they judged. */
export interface FeedbackCounts {
  readonly accepted: number;
  readonly edited: number;
  readonly rejected: number;
}

/** Answers taken as they were, of all with feedback; edited ones count as not accepted. */
export function acceptanceOf({ accepted, edited, rejected }: FeedbackCounts): Share {
  return shareOf(accepted, accepted + edited + rejected);
}

/** Answers taken as they were or after an edit, of all with feedback. */
export function usefulnessOf({ accepted, edited, rejected }: FeedbackCounts): Share {
  return shareOf(accepted + edited, accepted + edited + rejected);
}

/** Cases that the system resolved without a person, of all that were resolved. */
export function deflectionOf(resolved: { readonly ai: number; readonly human: number }): Share {
  return shareOf(resolved.ai, resolved.ai + resolved.human);
}

/**
 * Distinct active users over licensed ones. With more active users than licences, which is possible where people share or change
 * places, all licences are in use: the share stays at 1.
 */
export function adoptionOf(activeUsers: number, licensedUsers: number): Share {
  return shareOf(Math.min(activeUsers, licensedUsers), licensedUsers);
}

/** How many distinct users appear in a column of user codes; -1 is an event without a user. */
export function countActiveUsers(codes: Int32Array): number {
  const seen = new Set<number>();
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) seen.add(codes[row]!);
  return seen.size;
}

/** Events that carry at least `least` reasons, of all. `reasonCounts[k]` events carry k reasons. */
export function explanationCoverageOf(reasonCounts: ArrayLike<number>, least: number): Share {
  let [explained, events] = [0, 0];
  for (let reasons = 0; reasons < reasonCounts.length; reasons++) {
    events += reasonCounts[reasons]!;
    if (reasons >= least) explained += reasonCounts[reasons]!;
  }
  return shareOf(explained, events);
}
