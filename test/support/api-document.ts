/** Holds answers of the API against its own OpenAPI document. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import type { Response } from 'supertest';
import type { Connector } from './connector.ts';

export type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
export type Operation = {
  'x-permission': string;
  security?: Record<string, string[]>[];
  parameters: { name: string; schema: { maximum?: number; minimum?: number } }[];
  responses: Record<string, Described>;
};
type Described = { content?: Record<string, { schema: object }> };

export type ApiDocument = {
  document: Document;
  /** @throws AssertionError when the document does not foresee the answer */
  expectForeseen(method: string, path: string, answer: Answer): void;
};
type Answer = Pick<Response, 'status' | 'headers' | 'text' | 'body'>;

const known = new WeakMap<Connector, Promise<ApiDocument>>();

/** The document as the connector answers it, read once. */
export function apiDocument(connector: Connector): Promise<ApiDocument> {
  const reading = known.get(connector) ?? read(connector);
  known.set(connector, reading);
  return reading;
}

async function read(connector: Connector): Promise<ApiDocument> {
  const { body } = await connector.http().get('/api/v1/openapi.json').expect(200);
  const document = body as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const validators = new Map<string, ValidateFunction>();
  const validatorAt = (pointer: string) => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    validators.set(pointer, validate);
    return validate;
  };

  return {
    document,
    expectForeseen(method, path, answer) {
      const what = `${method} ${path} -> ${answer.status} ${answer.text.slice(0, 500)}`;
      const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
      const template = templateOf(document, path);
      const operation =
        template === undefined ? undefined : document.paths[template]?.[method.toLowerCase()];
      if (!operation || template === undefined) return expectProblem(what, type, answer);
      const described = operation.responses[String(answer.status)];
      if (!described) return expect.fail(`The document does not foresee this: ${what}`);
      if (!described.content) return expect(answer.text, what).to.equal('');
      expect(Object.keys(described.content), what).to.include(type);
      const place = [template, method.toLowerCase(), 'responses', answer.status, 'content', type];
      expectValid(`/paths/${place.map(escaped).join('/')}/schema`, answer.body, what);
    },
  };

  function expectProblem(what: string, type: string, answer: Answer): void {
    expect(type, what).to.equal('application/problem+json');
    expectValid('/components/schemas/Problem', answer.body, what);
  }

  function expectValid(pointer: string, value: unknown, what: string): void {
    const validate = validatorAt(pointer);
    expect(validate(value), `${what} ${JSON.stringify(validate.errors)}`).to.equal(true);
  }
}

/** The document's path of a request's; those without parameters come first. */
function templateOf({ paths }: Document, path: string): string | undefined {
  const asked = path.split('?')[0] ?? '';
  const templates = Object.keys(paths).sort(
    (a, b) => Number(a.includes('{')) - Number(b.includes('{')),
  );
  return templates.find((template) =>
    new RegExp(`^${template.replace('{path}', '.+').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(asked),
  );
}

/** As part of a JSON pointer in a URI's fragment. Source: RFC 6901, 3 and 6. */
function escaped(part: string | number): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
}
