/** The style of a button of the newest message, as Discord counts them: 1 blue, 2 gray, 3 green, 4 red. */
export function styleOf(person: { last(): { components: unknown[] } }, label: string): number | undefined {
  const rows = person.last().components as { components: { label?: string; style?: number }[] }[];
  return rows.flatMap(({ components }) => components).find((one) => one.label === label)?.style;
}
