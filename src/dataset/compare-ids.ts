/** The order of two ids, for sorting: by code unit, as databases order them. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
