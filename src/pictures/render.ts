import { Resvg } from '@resvg/resvg-js';
import { fonts } from './fonts.ts';

/**
 * Makes PNG of SVG, on the thread it is called on.
 *
 * @throws Error when it is no SVG
 */
export function render(svg: string): Uint8Array {
  // with the fonts of the machine it would be another picture on each
  return new Resvg(svg, { font: { ...fonts(), loadSystemFonts: false } }).render().asPng();
}
