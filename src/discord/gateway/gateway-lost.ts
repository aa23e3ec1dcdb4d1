/** The gateway does not come back. `message` is a sentence to print. */
export class GatewayLost extends Error {
  override name = 'GatewayLost';
}
