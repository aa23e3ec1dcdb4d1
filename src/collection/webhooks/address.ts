import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type ipaddr from 'ipaddr.js';

/** An address that nobody outside may have this machine call: its own, or one of the network around it. */
export class InternalAddress extends Error {
  override name = 'InternalAddress';
}

type Addresses = Pick<typeof ipaddr, 'isValid' | 'process'>;

/** Whether an address is anybody's on the internet: no loopback, private, link-local, reserved or other special one. */
export function isPublic(address: string, addresses: Addresses): boolean {
  if (!addresses.isValid(address)) return false;
  const read = addresses.process(address); // one that maps IPv4 is taken for that
  return read.range() === 'unicast' && !isCompatible(read);
}

/** IPv4 within `::/96`, as nobody writes it any more (RFC 4291, 2.5.5.1). */
function isCompatible(address: ReturnType<typeof ipaddr.process>): boolean {
  return 'parts' in address && address.parts.slice(0, 6).every((part) => part === 0);
}

/**
 * Looks names up, and gives no address of a name that leads inside: it is looked at when the connection is made, so that a
 * name cannot lead elsewhere a moment later.
 */
export function lookupOutside(addresses: Addresses): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? new InternalAddress(hostname), '', 0);
      if (!found.every(({ address }) => isPublic(address, addresses)))
        return callback(new InternalAddress(`${hostname} leads inside`), '', 0);
      if (options.all) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };
}

/** @throws InternalAddress for a URL that names an internal address itself, which is never looked up */
export function refuseInternalHost({ hostname }: URL, addresses: Addresses): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isPublic(host, addresses)) throw new InternalAddress(`${host} is inside`);
}
