import { expect } from 'chai';
import type { Router } from 'express';
import { apiTable } from '../../server/api/routes/index.ts';
import { apiRoutes } from '../../server/api/routes.ts';
import { type ApiDocument, apiDocument } from '../support/api-document.ts';
import { type Connector, startConnector } from '../support/connector.ts';

describe('the OpenAPI document', function () {
  this.timeout(30_000);
  let connector: Connector;
  let document: ApiDocument['document'];
  before(async () => {
    connector = await startConnector();
    ({ document } = await apiDocument(connector));
  });
  after(() => connector.close());

  it('describes every endpoint that is mounted, and no other', () => {
    const { deps } = connector.service;
    const { config } = deps;
    const router = apiRoutes({
      ...deps,
      publicUrl: config.publicUrl,
      bigcommerceApiUrl: config.bigcommerce.apiUrl,
    });
    const ofTheTable = Object.entries(document.paths).filter(([path]) => !isProxied(path));
    const described = ofTheTable.flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(described).to.have.members(mountedIn(router));
    expect(described).to.have.length(apiTable.length);
  });

  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(document.openapi).to.equal('3.1.0');
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    expect(names.length).to.be.greaterThan(30);
    for (const name of new Set(names))
      expect(document.components.schemas).to.have.property(
        String(name).replace('#/components/schemas/', ''),
      );
  });

  it('names each operation once, with what it needs and what may go wrong', () => {
    const operations = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as Record<string, Record<string, unknown>>),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const operation of operations) {
      expect(operation).to.include.keys('summary', 'x-permission', 'responses');
      expect(operation.responses).to.include.keys('400', '401', '403', '503');
    }
  });

  it('has no schema for a secret that could be read, but for the credentials', () => {
    const readable = Object.entries(document.components.schemas).filter(
      ([name]) => !/^(New|Credentials|Unsaved|ConnectionCredentials|.*Change$)/.test(name),
    );
    expect(JSON.stringify(readable)).not.to.match(/"(accessToken|clientSecret)":/);
  });

  it('needs no key', async () => {
    const { status, headers } = await connector.http().get('/api/v1/openapi.json');
    expect(status).to.equal(200);
    expect(headers['content-type']).to.match(/^application\/json/);
  });

  it('is a page for people, too, with every operation', async () => {
    const { status, text } = await connector.http().get('/api/docs');
    expect(status).to.equal(200);
    for (const { operationId, path, permission } of apiTable) {
      expect(text).to.include(`id="${operationId}"`);
      expect(text).to.include(path).and.include(permission);
    }
    expect(text, 'scripts and styles are files').not.to.match(/<script|<style| style=/);
    expect(text).not.to.match(/undefined|\[object/);
  });
});

function isProxied(path: string): boolean {
  return path.startsWith('/proxy/');
}

type Layer = {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
};

/** `get /connections/:id`, … of the routers within, without what only refuses other methods. */
function mountedIn(router: Router): string[] {
  const layers = router.stack as unknown as Layer[];
  const routers = layers.flatMap(({ handle }) => handle.stack ?? []);
  return routers.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {})
      .filter((method) => method !== '_all')
      .map((method) => `${method} ${route?.path}`),
  );
}
