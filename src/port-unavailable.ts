/** The port to serve on cannot be had. `message` is a sentence to print. */
export class PortUnavailable extends Error {
  override name = 'PortUnavailable';
}
