/** The schemas that have a name, each once. */
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

export type Components = {
  schemas: Record<string, JsonSchema>;
  /**
   * The JSON Schema of what is sent (`input`) or answered (`output`); those with a name become
   * components, to which it refers.
   */
  schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema;
};

export function createComponents(): Components {
  const schemas: Components['schemas'] = {};
  return {
    schemas,
    schemaOf(schema, io) {
      const { $defs = {}, $schema: _dialect, ...rest } = pointed(toJsonSchema(schema, io));
      for (const [id, found] of Object.entries($defs as Components['schemas'])) {
        if (schemas[id] && JSON.stringify(schemas[id]) !== JSON.stringify(found))
          throw new Error(`Two schemas are named ${id}.`);
        schemas[id] = found;
      }
      return rest;
    },
  };
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override({ zodSchema, jsonSchema }) {
      // Left out by zod where reading changes a value; ours show what is sent.
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      // The format says it, and the pattern is unreadable.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  }) as JsonSchema;
}

/** With references into the document instead of the schema's own definitions. */
function pointed(schema: JsonSchema): JsonSchema {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as JsonSchema;
}
