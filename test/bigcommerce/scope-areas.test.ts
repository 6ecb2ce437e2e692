import { expect } from 'chai';
import {
  scopeAreas,
  scopePresetNames,
  scopePresets,
} from '../../server/bigcommerce/scope-areas.ts';
import { scopeCatalogue } from '../../server/bigcommerce/scope-catalogue.ts';
import { automaticScopes, unknownScopes } from '../../server/bigcommerce/scopes.ts';

const catalogue = scopeCatalogue.flatMap(({ entries }) => entries.map(({ scope }) => scope));

describe('the scopes that a picker offers', () => {
  const rows = scopeAreas('en').flatMap((area) => area.rows);

  it('are all of the catalogue, once, but for those that come by themselves', () => {
    const offered = rows.flatMap(({ readOnly, modify }) => [readOnly ?? [], modify ?? []].flat());
    const chosen = catalogue.filter((scope) => !automaticScopes.includes(scope));
    expect(offered).to.have.lengthOf(chosen.length).and.have.members(chosen);
  });

  it('stand in a row for each thing', () => {
    const orders = scopeAreas('en')[0];
    expect(orders).to.include({ id: 'orders', area: 'Orders' });
    expect(orders?.rows[0]).to.deep.equal({
      id: 'store_v2_orders',
      words: 'Orders',
      readOnly: 'store_v2_orders_read_only',
      modify: 'store_v2_orders',
    });
    expect(rows.find(({ id }) => id === 'store_logs_read_only')).to.deep.equal({
      id: 'store_logs_read_only',
      words: 'View store logs',
      readOnly: 'store_logs_read_only',
    });
  });

  it('have the same rows in French, in its own words', () => {
    const french = scopeAreas('fr').flatMap((area) => area.rows);
    expect(french.map(({ id }) => id)).to.deep.equal(rows.map(({ id }) => id));
    expect(french[0]?.words).to.equal('Les commandes');
    const ids = scopeAreas('fr').map(({ id }) => id);
    expect(ids).to.deep.equal(scopeAreas('en').map(({ id }) => id));
    expect(new Set(ids)).to.have.property('size', ids.length);
  });
});

describe('the presets of scopes', () => {
  it('name known scopes of a store only, each once', () => {
    for (const name of scopePresetNames) {
      const scopes = scopePresets[name];
      expect(unknownScopes(scopes), name).to.deep.equal([]);
      expect(new Set(scopes), name).to.have.property('size', scopes.length);
      expect(scopes.filter((scope) => /^account_|^users_/.test(scope))).to.deep.equal([]);
    }
  });

  it('read only where they say so, and include what commerce needs', () => {
    expect(scopePresets.all_read.every((scope) => /_read(_only)?$/.test(scope))).to.equal(true);
    expect(scopePresets.all_read).to.include.members(scopePresets.commerce_read);
    expect(scopePresets.all_read).to.have.lengthOf(21);
    expect(scopePresets.all).to.include.members(['store_v2_orders', 'store_payments_methods_read']);
    expect(scopePresets.all).to.not.include('store_v2_orders_read_only');
  });
});
