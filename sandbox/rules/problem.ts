/** One thing that is wrong with a payload, where it is, and what Discord calls it. */
export type Problem = {
  path: (string | number)[];
  code: string;
  message: string;
  /** Set when Discord answers with something else than 400 / 50035. */
  instead?: { status: 400 | 413 | 500; code: number };
};

/** The same problems, seen from further out. */
export function under(path: Problem['path'], problems: Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}

/** A problem at a path, in one line. */
export function problem(path: Problem['path'], code: string, message: string): Problem {
  return { path, code, message };
}

/** Something that must be there is not, or is blank. */
export function required(path: Problem['path']): Problem {
  return problem(path, 'BASE_TYPE_REQUIRED', 'This field is required');
}

/** Problems for people: one line each, `components.0.label: This field is required`. */
export function readable(problems: Problem[]): string {
  return problems.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('\n');
}
