/** Something Discord's client would not let a person do; the message says why. */
export class Impossible extends Error {
  override name = 'Impossible';
}
