/** A cause that nothing here brings about is one that nobody knows to be seen. */
import { expect } from 'chai';
import { diagnoses } from '../../../server/callback-tests/diagnoses.ts';
import { authCauses } from './auth-callbacks.ts';
import { checkedCauses } from './checked.ts';
import { pastedCauses } from './pasted.ts';
import { signedCauses } from './signed-callbacks.ts';

describe('every cause for which callbacks fail', () => {
  const producers = [...authCauses, ...signedCauses, ...pastedCauses, ...checkedCauses];
  for (const diagnosis of diagnoses)
    it(`has a case that brings it about: ${diagnosis}`, () => {
      expect(producers.map(({ cause }) => cause)).to.include(diagnosis);
    });
});
