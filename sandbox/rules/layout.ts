import { kind, type Part, walk } from './part.ts';
import { type Problem, problem, required } from './problem.ts';

/** What a message without Components V2 may have: at most five rows, and nothing newer. */
export function legacyProblems(parts: Part[]): Problem[] {
  const newer = parts.flatMap((part, index) =>
    part.type === kind.row
      ? []
      : [
          problem(
            ['components', index, 'type'],
            'UNION_TYPE_CHOICES',
            'Value of field "type" must be one of (1,).',
          ),
        ],
  );
  if (parts.length <= 5) return newer;
  return [...newer, problem(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')];
}

/** What a message with Components V2 may have: 40 components and 4,000 characters of text in all. */
export function v2Problems(parts: Part[]): Problem[] {
  const all = walk(parts);
  const texts = all.filter(({ part }) => part.type === kind.text);
  const characters = texts.reduce((sum, { part }) => sum + (part.content ?? '').length, 0);
  return [
    ...(all.length > 40
      ? [problem(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS', 'The maximum number of components is 40')]
      : []),
    ...(characters > 4000
      ? [
          problem(
            ['components'],
            'COMPONENT_TEXT_SIZE_EXCEEDED',
            'Displayable text exceeds maximum size of 4000',
          ),
        ]
      : []),
    ...texts.flatMap(({ part, path }) => (part.content?.trim() ? [] : [required([...path, 'content'])])),
  ];
}
