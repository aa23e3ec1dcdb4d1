import { z } from 'zod';

const Operation = z.looseObject({
  responses: z.record(z.string(), z.looseObject({ content: z.unknown().optional() })),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const Content = z.record(z.string(), z.object({ schema: z.looseObject({}) }));

export type ShapeCheck = (method: string, path: string, status: number, body: unknown) => string | undefined;

/** Says what is wrong with an answer by the OpenAPI document the backend itself publishes; undefined when nothing is. */
export function documentedShapes(published: unknown): ShapeCheck {
  const { paths, components } = Document.parse(
    JSON.parse(JSON.stringify(published).replaceAll('#/components/schemas/', '#/$defs/')),
  );
  const templates = Object.keys(paths).sort((a, b) => a.split('{').length - b.split('{').length);
  const schemas = new Map<string, z.ZodType | undefined>();

  return (method, path, status, body) => {
    const template = templates.find((one) => fits(one, path) && paths[one]?.[method.toLowerCase()]);
    const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
    if (!operation) return undefined; // not an endpoint: its answers are held by tests of their own
    const response = operation.responses[status];
    if (!response) return `${method} ${template} answers ${status}, which is not documented`;
    const key = `${method} ${template} ${status}`;
    if (!schemas.has(key)) schemas.set(key, schemaOf(response));
    const schema = schemas.get(key);
    if (!schema) return body === undefined ? undefined : `${key} has a body`;
    const { error } = schema.safeParse(body);
    return error && `${key}: ${z.prettifyError(error)}`;
  };

  function schemaOf(response: { content?: unknown }) {
    const [content] = Object.values(Content.safeParse(response.content).data ?? {});
    return content && z.fromJSONSchema({ ...content.schema, $defs: components.schemas } as never);
  }
}

function fits(template: string, path: string) {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}
