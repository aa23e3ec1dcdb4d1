import { z } from 'zod';
import { type AnyEndpoint, fullPath } from './endpoint.ts';
import { refusalsOf } from './refusals.ts';

type Json = Record<string, unknown>;

/** Describes endpoints as an OpenAPI 3.1 document, made from the schemas that check them. */
export function openApi(endpoints: readonly AnyEndpoint[]): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = fullPath(endpoint);
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'OASST backend',
      version: '1',
      description: 'The OASST protocol, as the backend embedded in this bot answers it.',
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        keyInQuery: { type: 'apiKey', in: 'query', name: 'api_key' },
        root: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

const security: Record<AnyEndpoint['access'], Json[]> = {
  none: [],
  key: [{ key: [] }, { keyInQuery: [] }],
  trusted: [{ key: [] }, { keyInQuery: [] }],
  root: [{ root: [] }],
};

function operation(endpoint: AnyEndpoint, schemas: Json): Json {
  const { method, path, tag, summary, access, body, answer, media, status = 200 } = endpoint;
  return {
    operationId: `${method}${path.replaceAll(/[^a-z]+/g, '_')}`.replace(/_$/, ''),
    tags: [tag],
    summary,
    ...described(endpoint),
    security: security[access],
    parameters: parameters(endpoint, schemas),
    ...(body ? { requestBody: requestBody(body, schemas) } : {}),
    responses: {
      [status]: {
        description: 'Done',
        ...(answer ? content(jsonSchema(answer, 'output', schemas), media) : {}),
      },
      ...refusals(endpoint, schemas),
    },
  };
}

function refusals(endpoint: AnyEndpoint, schemas: Json): Json {
  return Object.fromEntries(
    refusalsOf(endpoint).map(({ status, shapes, ...rest }) => {
      const [schema = {}, ...others] = shapes.map((shape) => jsonSchema(shape, 'output', schemas));
      return [status, { ...rest, ...content(others.length === 0 ? schema : { anyOf: [schema, ...others] }) }];
    }),
  );
}

function described({ access, description, ours }: AnyEndpoint) {
  const sentences = [
    ...(access === 'trusted' ? ['Only for trusted keys.'] : []),
    ...(ours ? ['An addition of this backend: the reference does not have it.'] : []),
    ...(description === undefined ? [] : [description]),
  ];
  return sentences.length === 0 ? {} : { description: sentences.join(' ') };
}

function requestBody(body: z.ZodType, schemas: Json) {
  return { required: !body.safeParse(undefined).success, ...content(jsonSchema(body, 'input', schemas)) };
}

function content(schema: Json, media = 'application/json') {
  return { content: { [media.replace(/;.*/, '')]: { schema } } };
}

function parameters({ params, query, viewer }: AnyEndpoint, schemas: Json): Json[] {
  const user = {
    name: 'X-OASST-User',
    in: 'header',
    required: viewer === 'required',
    description: '`auth_method:id` of the person who asks',
    schema: { type: 'string' },
  };
  return [...fields('path', params, schemas), ...fields('query', query, schemas), ...(viewer ? [user] : [])];
}

function fields(where: 'path' | 'query', schema: z.ZodType | undefined, schemas: Json): Json[] {
  if (!schema) return [];
  const { properties, required } = ObjectSchema.parse(jsonSchema(schema, 'input', schemas));
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: { ...property, ...defaultOf(schema, name) },
  }));
}

/** What a field is taken for that is left out; the JSON schema does not say it of fields that are read from text. */
function defaultOf(schema: z.ZodType, name: string): Json {
  const field = schema instanceof z.ZodObject ? schema.shape[name] : undefined;
  const { data } = field?.safeParse(undefined) ?? {};
  return data === undefined || data === null ? {} : { default: data };
}

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })),
  required: z.array(z.string()).default([]),
});

/** The JSON schema of a schema; the parts that have a name of their own go to `schemas`. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = Rewritten.parse(
    JSON.parse(
      JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).replaceAll(
        '"#/$defs/',
        '"#/components/schemas/',
      ),
    ),
  );
  Object.assign(
    schemas,
    Object.fromEntries(Object.entries($defs).map(([name, part]) => [name, withoutId(part)])),
  );
  return withoutId(rest);
}

const Rewritten = z.looseObject({
  $schema: z.unknown().optional(),
  $defs: z.record(z.string(), z.looseObject({})).optional(),
});

function withoutId({ id: _, $id: __, ...schema }: Json): Json {
  return schema;
}
