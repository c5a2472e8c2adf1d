import { expect, test } from 'vitest';
import { SystemChanges } from '../../../apps/api/src/jobs/system-changes.js';

const system = { organisationId: 1, systemNumber: 7 };

function heard(changes: SystemChanges, of: typeof system): { times: number; leave: () => void } {
  const ear = { times: 0, leave: () => undefined as void };
  ear.leave = changes.subscribe(of, () => (ear.times += 1));
  return ear;
}

test('a change is heard by every listener of that system and by nobody else', () => {
  const changes = new SystemChanges();
  const [one, two] = [heard(changes, system), heard(changes, system)];
  const others = [heard(changes, { ...system, systemNumber: 8 }), heard(changes, { ...system, organisationId: 2 })];
  changes.announce(system);
  expect([one.times, two.times, ...others.map(({ times }) => times)]).toEqual([1, 1, 0, 0]);
});

test('a listener that left hears nothing more, and leaving twice does no harm to those who came after', () => {
  const changes = new SystemChanges();
  const gone = heard(changes, system);
  gone.leave();
  const stays = heard(changes, system);
  gone.leave();
  changes.announce(system);
  expect([gone.times, stays.times]).toEqual([0, 1]);
});
