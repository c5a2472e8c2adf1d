import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { assertPortFree } from '../../apps/api/src/http/port-check.js';

test('a free port is free again after the question', async () => {
  await assertPortFree('127.0.0.1', 0);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  await assertPortFree('127.0.0.1', port);
  await expect(assertPortFree('127.0.0.1', port)).resolves.toBeUndefined();
});

test('a taken port is refused with the variable to change', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(assertPortFree('127.0.0.1', port)).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken. Stop the other program, or choose another port with PORT.`);
  await new Promise((resolve) => server.close(resolve));
});

test('an address of another machine is refused with the variables to check', async () => {
  await expect(assertPortFree('192.0.2.1', 3000)).rejects.toThrow('Check HOST and PORT');
});
