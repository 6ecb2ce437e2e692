/** A JSON Schema as rows of a table. */
import type { JsonSchema } from '../openapi/components.ts';

/** A type in words, with the name of the schema that it links to. */
export type TypeWords = { words: string; link?: string }[];
export type Row = {
  name: string;
  required: boolean;
  type: TypeWords;
  description: { text: string; isCode: boolean }[];
};

export function rowsOf(schema: JsonSchema, before = ''): Row[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(asSchema(schema.properties)).flatMap(([key, value]) => {
    const property = asSchema(value);
    const name = `${before}${key}`;
    return [
      {
        name,
        required: required.includes(key),
        type: typeOf(property),
        description: [{ text: String(property.description ?? ''), isCode: false }],
      },
      ...rowsOf(property, `${name}.`),
    ];
  });
}

export function typeOf(schema: JsonSchema): TypeWords {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref ?? ''))?.[1];
  if (name !== undefined) return [{ words: name, link: name }];
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices))
    return choices.flatMap((choice, index) => [
      ...(index === 0 ? [] : [{ words: ' or ' }]),
      ...typeOf(asSchema(choice)),
    ]);
  if (Array.isArray(schema.enum)) return [{ words: schema.enum.join(' | ') }];
  if (schema.const !== undefined) return [{ words: JSON.stringify(schema.const) }];
  if (schema.type === 'array') return [{ words: 'list of ' }, ...typeOf(asSchema(schema.items))];
  return [{ words: `${[schema.type ?? 'any'].flat().join(' or ')}${boundsOf(schema)}` }];
}

function boundsOf({ format, minimum, maximum, maxLength, default: usual }: JsonSchema): string {
  const parts = [
    format,
    minimum === undefined || maximum === undefined ? undefined : `${minimum} to ${maximum}`,
    maxLength === undefined ? undefined : `at most ${maxLength} characters`,
    usual === undefined ? undefined : `${usual} unless given`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : {};
}
