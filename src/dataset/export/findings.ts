import { z } from 'zod';

const Findings = z.array(z.string());

/** What a second look had found, as the collection stores it; undefined for nothing. */
export function storedFindings(json: string | null): string[] | undefined {
  return json === null ? undefined : Findings.parse(JSON.parse(json));
}
