/** A colour as Discord sends it (0xRRGGBB as a number), for CSS. */
export function colour(value: number): string {
  return `#${Math.max(0, Math.min(value, 0xffffff)).toString(16).padStart(6, '0')}`;
}
