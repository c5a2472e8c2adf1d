import { expect, test } from 'vitest';
import { databaseFault } from '../../../apps/api/src/http/database-faults.js';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

test.each(['08P01', '08001', '08003', '08006', '25P03', '40P01', '53100', '53200', '53300', '55P03', '57014', '57P01', '57P02', '57P03', '58030', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'])(
  'a database that answers %s is not available now',
  (code) => {
    expect(databaseFault(coded(code))).toBe('UNAVAILABLE');
    expect(databaseFault({ driverError: coded(code) })).toBe('UNAVAILABLE');
  },
);

test.each([
  'Client has encountered a connection error and is not queryable',
  'Cannot use a pool after calling end on the pool',
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
])('nor is one of which the driver says: %s', (message) => {
  expect(databaseFault(new Error(message))).toBe('UNAVAILABLE');
});

test.each(['23505', '40001'])('%s is a conflict', (code) => {
  expect(databaseFault(coded(code))).toBe('CONFLICT');
});

test.each([coded('42601'), coded('22P02'), coded('ENOENT'), new Error('x'), { driverError: null }, null, '57P01'])('%o is a fault of ours', (thrown) => {
  expect(databaseFault(thrown)).toBeUndefined();
});
