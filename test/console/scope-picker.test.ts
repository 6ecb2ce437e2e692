import { expect } from 'chai';
import { scopeAreas, scopePresets } from '../../server/bigcommerce/scope-areas.ts';
import {
  malformedScopes,
  readScopes,
  scopePickerView,
  wantsPreset,
} from '../../server/console/scope-picker/scope-picker.ts';
import { AppError } from '../../server/errors.ts';

const rows = scopeAreas('en').flatMap(({ rows }) => rows);

/** What a browser posts for the picker as it is shown. */
function postedFrom(selected: string[]): Record<string, string> {
  const { areas, other } = scopePickerView('en', selected);
  const chosen = areas.flatMap(({ rows }) =>
    rows.map(({ field, choices }) => [field, choices.find(({ checked }) => checked)?.scope ?? '']),
  );
  return { ...Object.fromEntries(chosen), otherScopes: other };
}

describe('The scope picker', () => {
  it('answers what it was given, scope by scope', () => {
    for (const scope of rows.flatMap(({ readOnly, modify }) => [readOnly, modify])) {
      if (scope) expect(readScopes(postedFrom([scope]))).to.deep.equal([scope]);
    }
  });

  it('keeps unknown scopes as typed, and warns of them', () => {
    const selected = ['store_v2_orders', 'store_from_tomorrow', 'Other_Scope_1'];
    expect(readScopes(postedFrom(selected))).to.deep.equal(selected);
    expect(scopePickerView('en', selected).unknown).to.deep.equal(selected.slice(1));
  });

  it('knows the scopes that BigCommerce grants by itself, without a warning', () => {
    expect(scopePickerView('en', ['store_v2_default']).unknown).to.deep.equal([]);
    expect(readScopes(postedFrom(['store_v2_default']))).to.deep.equal(['store_v2_default']);
  });

  it('finds the row of a known scope that was typed by hand', () => {
    expect(readScopes({ otherScopes: 'store_cart, store_cart_read_only' })).to.deep.equal([
      'store_cart',
    ]);
  });

  it('tells what cannot be a scope', () => {
    const typed = readScopes({ otherScopes: 'fine "quoted" é back\\slash' });
    expect(malformedScopes(typed)).to.deep.equal(['"quoted"', 'é', 'back\\slash']);
    expect(malformedScopes(['a'.repeat(101)])).to.have.length(1);
  });

  it('applies presets that a button without script sends, and keeps what was typed', () => {
    for (const preset of ['commerce_read', 'all_read', 'all'] as const) {
      const body = { ...postedFrom(['store_cart', 'store_from_tomorrow']), preset };
      expect(wantsPreset(body)).to.equal(true);
      expect(readScopes(body)).to.have.members([...scopePresets[preset], 'store_from_tomorrow']);
    }
    expect(readScopes({ ...postedFrom(['store_cart', 'unknown']), preset: 'none' })).to.deep.equal(
      [],
    );
  });

  for (const body of [
    { 'scope:store_cart': 'store_v2_orders' },
    { 'scope:nothing': '' },
    { 'scope:store_cart': ['store_cart', 'store_cart_read_only'] },
    { otherScopes: ['a', 'b'] },
    { preset: 'everything' },
  ]) {
    it(`refuses ${JSON.stringify(body)}, which no browser sends`, () => {
      expect(() => readScopes(body))
        .to.throw(AppError)
        .with.property('code', 'parameter_invalid');
    });
  }
});
