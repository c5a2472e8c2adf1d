import type { DriftAnswer } from '#libs/wire/drift-reports.js';

/**
 * The answers of consecutive windows, oldest first, once an alarm has to last: it stays an alarm from the `windows`-th in a row on and is not
 * enough evidence before. Any other answer ends the row, one for want of rows too: a gap proves nothing.
 */
export function persistent(answers: readonly DriftAnswer[], windows: number): DriftAnswer[] {
  let row = 0;
  return answers.map((answer) => {
    row = answer === 'alarm' ? row + 1 : 0;
    return answer === 'alarm' && row < windows ? 'not-enough-evidence' : answer;
  });
}
