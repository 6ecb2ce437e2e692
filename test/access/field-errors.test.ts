import { expect } from 'chai';
import { z } from 'zod';
import { AppError } from '../../server/errors.ts';
import { fieldErrors, refuseFields, typedIn } from '../../server/http/form-fields.ts';

const form = z.strictObject({
  _token: z.string(),
  token: z.string().length(3),
  name: z.string().max(3),
  email: z.string().max(3),
});
const words = { name: 'Too long.', email: 'No email.' };
const good = { _token: 't', token: 'abc', name: 'Ada', email: 'a@b' };

function errorOf(sent: object): z.ZodError {
  const { error } = form.safeParse(sent);
  if (!error) throw new Error('The form is fine.');
  return error;
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

describe('what is wrong with a form', () => {
  it('is told in the words of each field at fault, and of no other', () => {
    expect(fieldErrors(errorOf({ ...good, name: 'Adam' }), words)).to.deep.equal({
      name: 'Too long.',
    });
    const both = fieldErrors(errorOf({ ...good, name: 'Adam', email: [] }), words);
    expect(both).to.deep.equal(words);
  });

  it('is no matter of words where nobody types the field', () => {
    const misshapen = errorOf({ ...good, token: 'x' });
    expect(codeOf(() => fieldErrors(misshapen, words))).to.equal('form_refused');
    const codes = { token: 'link_invalid' } as const;
    expect(codeOf(() => fieldErrors(misshapen, words, codes))).to.equal('link_invalid');
  });

  it('is no field of the form first of all', () => {
    const sent = { ...good, name: 'Adam', token: 'x', role: 'admin' };
    expect(codeOf(() => fieldErrors(errorOf(sent), words))).to.equal('parameter_invalid');
  });
});

describe('what was typed into a form', () => {
  it('is shown again field by field, as text or not at all', () => {
    const body = { name: 'Ada', email: ['a', 'b'], password: 'secret' };
    expect(typedIn(body, ['name', 'email', 'more'])).to.deep.equal({
      name: 'Ada',
      email: '',
      more: '',
    });
    for (const nothing of [undefined, null, 'text'])
      expect(typedIn(nothing, ['name'])).to.deep.equal({ name: '' });
  });
});

describe('a form that is little more than a button', () => {
  it('has its token, the fields named, and nothing else', () => {
    refuseFields(undefined);
    refuseFields({ _token: 'x' });
    refuseFields({ _token: 'x', choice: 'a' }, ['choice']);
    expect(codeOf(() => refuseFields({ choice: 'a' }))).to.equal('parameter_invalid');
    expect(codeOf(() => refuseFields({ more: '' }, ['choice']))).to.equal('parameter_invalid');
  });
});
