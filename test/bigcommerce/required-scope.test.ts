import { expect } from 'chai';
import { probes } from '../../server/bigcommerce/probes.ts';
import { requiredScope } from '../../server/bigcommerce/required-scope.ts';
import { scopeCatalogue } from '../../server/bigcommerce/scope-catalogue.ts';

describe('The scope that a call needs', () => {
  it('is the one to read or the one to change', () => {
    const path = '/stores/abc/v3/catalog/products?limit=1';
    expect(requiredScope('GET', path)).to.equal('store_v2_products_read_only');
    expect(requiredScope('HEAD', path)).to.equal('store_v2_products_read_only');
    expect(requiredScope('PUT', path)).to.equal('store_v2_products');
  });

  it('is that of the longest beginning which fits whole segments', () => {
    const scopeOf = (path: string) => requiredScope('POST', `/stores/abc/${path}`);
    expect(scopeOf('v3/orders/5')).to.equal('store_v2_orders');
    expect(scopeOf('v3/orders/5/transactions')).to.equal('store_v2_transactions');
    expect(scopeOf('v3/channels/1/listings')).to.equal('store_channel_listings');
    expect(scopeOf('v3/catalogue')).to.equal(undefined);
    expect(scopeOf('v3/hooks')).to.equal(undefined);
    expect(scopeOf('graphql')).to.equal(undefined);
  });

  it('agrees with the probes', () => {
    const other = probes.filter(({ scope, path }) => {
      const needed = requiredScope('GET', `/stores/abc${path}`);
      return needed !== undefined && needed !== scope;
    });
    expect(other).to.deep.equal([]);
  });

  it('is in the catalogue', () => {
    const known = new Set(
      scopeCatalogue.flatMap(({ entries }) => entries.map(({ scope }) => scope)),
    );
    for (const path of ['v3/themes', 'v3/pickup', 'v3/orders/pickups', 'v2/payments/methods'])
      for (const method of ['GET', 'PUT'])
        expect(known).to.include(requiredScope(method, `/stores/abc/${path}`));
  });
});
