/** Says a text with its places filled in; one that nothing is given for stays empty. */
type Fill = (values: Readonly<Record<string, string | number>>) => string;

/** Reads a text with places such as `{{count}}`, once for all the times it is said. */
export function filling(text: string): Fill {
  const pieces = text.split(/\{\{(\w+)\}\}/); // what stands between, and the names of places, in turn
  return (values) => {
    let said = '';
    pieces.forEach((piece, at) => {
      said += at % 2 === 0 ? piece : (values[piece] ?? '');
    });
    return said;
  };
}
