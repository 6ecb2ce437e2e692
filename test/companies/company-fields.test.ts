import { expect } from 'chai';
import { companyNameSchema, externalIdSchema } from '../../server/companies/company-fields.ts';

describe('the fields of a company', () => {
  for (const [what, schema] of [
    ['name', companyNameSchema],
    ['external id', externalIdSchema],
  ] as const) {
    it(`take a ${what} of 1 to 200 characters that everybody sees, without the spaces around it`, () => {
      expect(schema.parse(' Snow Boots & Co ')).to.equal('Snow Boots & Co');
      expect(schema.parse('é'.repeat(200))).to.have.length(200);
      for (const refused of ['', '   ', 'é'.repeat(201), 'a\nb', 'a\u200bb', '\u2800', 7, null])
        expect(schema.safeParse(refused).success, JSON.stringify(refused)).to.equal(false);
    });
  }
});
