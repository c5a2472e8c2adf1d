import { BlockList, isIP } from 'node:net';
import type { Request } from 'express';
import type { Settings } from '../shell.module.js';

const near = new BlockList();
for (const [net, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16]] as const) near.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) near.addSubnet(net, prefix, 'ipv6');

const isNear = (address: string): boolean => isIP(address) !== 0 && near.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * The address a request came from. Behind a proxy it is the last one in X-Forwarded-For: the one the proxy itself saw. That header is
 * believed only where FINEPRINT_ORIGIN says that there is a proxy, and only from a loopback or private peer; anybody could send it.
 */
export function clientAddress(request: Pick<Request, 'headersDistinct'> & { readonly socket: Pick<Request['socket'], 'remoteAddress'> }, { origin }: Pick<Settings, 'origin'>): string {
  const peer = request.socket.remoteAddress ?? '';
  if (origin === null || !isNear(peer)) return peer;
  const seen = (request.headersDistinct['x-forwarded-for'] ?? []).join().split(',').at(-1)?.trim() ?? '';
  return isIP(seen) === 0 ? peer : seen;
}
