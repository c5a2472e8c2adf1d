import { describe, expect, test } from 'vitest';
import { type BreachCommand, type BreachEvent, type BreachResult, type BreachSnapshot, allowed, decide, evolve } from '#libs/remedies/breach.js';
import { restatementOf } from '#libs/remedies/restatement.js';
import { FineprintError } from '#libs/wire/errors.js';

const now = '2026-04-10T09:00:00Z';
const claimDueAt = '2026-05-01T00:00:00.000Z';
const credit = { amount: '120.00', currency: 'EUR' };
const breached: BreachResult = { verdict: 'breached', finality: 'final', value: '99.4', credit, claimDueAt };
const met: BreachResult = { ...breached, verdict: 'met', finality: 'restated', value: '99.7', credit: null };

const opened: BreachEvent = { type: 'opened', at: now, value: '99.4', credit, claimDueAt };
const claimed: BreachEvent = { type: 'claimed', at: now, note: 'by e-mail' };
const withdrawn: BreachEvent = { type: 'withdrawn', at: now };
const open = (result = breached): BreachCommand => ({ type: 'open', result });
const restate = (result = breached): BreachCommand => ({ type: 'restate', result });
const withdraw = (result = met): BreachCommand => ({ type: 'withdraw', result });
const claim: BreachCommand = { type: 'claim', note: 'by e-mail' };

const after = (...events: readonly BreachEvent[]) => events.reduce(evolve, { state: 'none' } as BreachSnapshot);
const given = (...events: readonly BreachEvent[]) => ({
  when: (command: BreachCommand, at = now) => ({
    happens: (event: BreachEvent) => {
      expect(decide(command, after(...events), at)).toEqual(event);
    },
    refused: (code: string, words: string) => {
      try {
        decide(command, after(...events), at);
      } catch (error) {
        expect(error).toBeInstanceOf(FineprintError);
        expect(error).toMatchObject({ code, detail: expect.stringContaining(words) });
        return;
      }
      throw new Error(`${command.type} was not refused`);
    },
  }),
});

describe('when there is no breach', () => {
  test('a final breached measurement opens one', () => given().when(open()).happens(opened));
  test('so does a restated one', () => given().when(open({ ...breached, finality: 'restated' })).happens(opened));
  test.each(['open', 'provisional'] as const)('a measurement that is %s does not', (finality) =>
    given().when(open({ ...breached, finality })).refused('BREACH_STATE', `the measurement is ${finality}`));
  test.each(['met', 'insufficient-data', 'provisional', 'not-measured'] as const)('a verdict of %s does not', (verdict) =>
    given().when(open({ ...breached, verdict })).refused('BREACH_STATE', `this one is ${verdict}`));
  test('there is nothing to claim', () => given().when(claim).refused('BREACH_STATE', 'no breach is open; nothing to claim'));
});

describe('when a breach is open', () => {
  test('it does not open twice', () => given(opened).when(open()).refused('BREACH_STATE', 'the breach is open; it cannot be opened again'));
  test('it can be claimed', () => given(opened).when(claim).happens(claimed));
  test('it can be claimed until its clock runs out', () => given(opened).when(claim, claimDueAt).happens({ ...claimed, at: claimDueAt }));
  test('it cannot be claimed afterwards', () =>
    given(opened).when(claim, '2026-05-01T00:00:00.001Z').refused('CLAIM_WINDOW_CLOSED', `due by ${claimDueAt}`));
  test('it can always be claimed without a clock', () =>
    given({ ...opened, claimDueAt: null }).when(claim, '2030-01-01T00:00:00Z').happens({ ...claimed, at: '2030-01-01T00:00:00Z' }));
  test.each([
    ['a credit of nothing', { amount: '0.00', currency: 'EUR' }],
    ['no credit', null],
  ])('with %s there is nothing to claim', (_, none) => given({ ...opened, credit: none }).when(claim).refused('BREACH_STATE', 'nothing to claim'));
  test('a restatement that meets the target withdraws it', () => given(opened).when(withdraw()).happens(withdrawn));
  test('a restatement with too little data withdraws it', () => given(opened).when(withdraw({ ...met, verdict: 'insufficient-data' })).happens(withdrawn));
  test('it is not withdrawn while it is breached', () => given(opened).when(withdraw(breached)).refused('BREACH_STATE', 'still breached'));
  test('it is not withdrawn by a provisional value', () => given(opened).when(withdraw({ ...met, finality: 'provisional' })).refused('BREACH_STATE', 'provisional'));
  test('a restatement may change its value and credit', () =>
    given(opened).when(restate({ ...breached, value: '99.1', credit: null })).happens({ type: 'restated', at: now, value: '99.1', credit: null }));
  test('a restatement to met does not restate it', () => given(opened).when(restate(met)).refused('BREACH_STATE', 'this one is met'));
});

describe('when a breach is claimed', () => {
  test('it is not claimed twice', () => given(opened, claimed).when(claim).refused('BREACH_STATE', 'the breach is claimed; it cannot be claimed'));
  test('it can still be restated or withdrawn', () => {
    given(opened, claimed).when(restate()).happens({ type: 'restated', at: now, value: '99.4', credit });
    given(opened, claimed).when(withdraw()).happens(withdrawn);
  });
});

describe('when a breach is withdrawn', () => {
  test('it cannot be claimed or restated', () => {
    given(opened, withdrawn).when(claim).refused('BREACH_STATE', 'the breach is withdrawn; it cannot be claimed');
    given(opened, withdrawn).when(restate()).refused('BREACH_STATE', 'it cannot be restated');
    given(opened, withdrawn).when(withdraw()).refused('BREACH_STATE', 'it cannot be withdrawn');
  });
  test('a later restatement opens it again, with a new clock', () => {
    const again = { ...breached, claimDueAt: '2026-06-01T00:00:00.000Z' };
    given(opened, claimed, withdrawn).when(open(again)).happens({ ...opened, claimDueAt: again.claimDueAt });
    expect(after(opened, claimed, withdrawn, opened)).toEqual(after(opened));
  });
});

test('the states that a breach goes through', () => {
  expect(after(opened)).toEqual({ state: 'open', value: '99.4', credit, claimDueAt, openedAt: now, claimedAt: null, note: null });
  expect(after(opened, claimed)).toMatchObject({ state: 'claimed', claimedAt: now, note: 'by e-mail', openedAt: now });
  expect(after(opened, claimed, { type: 'restated', at: now, value: '98', credit: null })).toMatchObject({ state: 'claimed', value: '98', credit: null });
  expect(after(opened, claimed, withdrawn)).toMatchObject({ state: 'withdrawn', value: '99.4' });
});

test('the table of transitions says exactly what is refused for its state', () => {
  const states = { none: after(), open: after(opened), claimed: after(opened, claimed), withdrawn: after(opened, withdrawn) };
  const commands: readonly BreachCommand[] = [open(), claim, withdraw(), restate()];
  for (const [name, state] of Object.entries(states)) {
    for (const command of commands) {
      const attempt = () => decide(command, state, now);
      if (allowed[name as BreachSnapshot['state']][command.type]) expect(attempt).not.toThrow();
      else expect(attempt).toThrow('BREACH_STATE');
    }
  }
});

test('an event of a breach that was never opened is a bug', () => {
  expect(() => after(claimed)).toThrow('never opened');
});

test.each([
  ['met', 'met', 'none'],
  ['met', 'breached', 'open'],
  ['not-measured', 'breached', 'open'],
  ['insufficient-data', 'breached', 'open'],
  ['breached', 'met', 'withdraw'],
  ['breached', 'insufficient-data', 'withdraw'],
  ['breached', 'breached', 'restate'],
] as const)('%s measured again as %s asks for: %s', (before, next, command) => {
  expect(restatementOf(before, next)).toBe(command);
});
