/** Whether a key writes something wherever a cursor stands. A space does not: buttons are pressed with it. */
export function writes({ key, ctrlKey, metaKey, altKey }: Press): boolean {
  if (ctrlKey || metaKey) return key.toLowerCase() === 'v' && !altKey;
  return key !== ' ' && !altKey && [...key].length === 1;
}

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };
