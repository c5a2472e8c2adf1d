import { expect, test } from 'vitest';
import { clientAddress } from '../../../apps/api/src/accounts/client-address.js';

const configured = 'https://fineprint.example.com';

test.each<[string, string | null, string, readonly string[], string]>([
  ['without a configured origin nobody may forward', null, '127.0.0.1', ['203.0.113.7'], '127.0.0.1'],
  ['a public peer may not forward', configured, '198.51.100.1', ['203.0.113.7'], '198.51.100.1'],
  ['a loopback peer may', configured, '127.0.0.1', ['203.0.113.7'], '203.0.113.7'],
  ['written as IPv6 too', configured, '::ffff:127.0.0.1', ['203.0.113.7'], '203.0.113.7'],
  ['and one on the private network', configured, '10.1.2.3', ['2001:db8::1'], '2001:db8::1'],
  ['what the client claimed itself stands before and is not believed', configured, '::1', ['1.2.3.4, 203.0.113.7'], '203.0.113.7'],
  ['in two headers as well', configured, '192.168.0.2', ['1.2.3.4', '203.0.113.7'], '203.0.113.7'],
  ['what is no address is not believed', configured, 'fd00::1', ['unknown'], 'fd00::1'],
  ['nothing forwarded leaves the peer', configured, '172.31.0.1', [], '172.31.0.1'],
])('%s', (_, origin, remoteAddress, forwarded, address) => {
  const headersDistinct = forwarded.length > 0 ? { 'x-forwarded-for': [...forwarded] } : {};
  expect(clientAddress({ socket: { remoteAddress }, headersDistinct }, { origin })).toBe(address);
});
