import { expect } from 'chai';
import {
  failureFor,
  languageFromHeader,
  languageFromLocale,
  type Texts,
  textsFor,
} from '../../server/language/language.ts';

const languages = ['en', 'fr'] as const;

describe('texts', () => {
  it('have the same keys in every language', () => {
    const english = paths(textsFor('en'));
    expect(english.length).to.be.greaterThan(100);
    expect(paths(textsFor('fr'))).to.deep.equal(english);
  });

  for (const language of languages) {
    it(`are never empty in ${language}`, () => {
      expect(strings(textsFor(language)).filter((text) => text.trim() === '')).to.deep.equal([]);
    });
  }

  it('are translated', () => {
    const english = new Set(strings(textsFor('en')));
    const sameInBoth = strings(textsFor('fr')).filter((text) => english.has(text));
    expect(sameInBoth.filter((text) => !sameWords.has(text))).to.deep.equal([]);
  });
});

describe('French texts', () => {
  it('have no-break spaces where French typography asks for one', () => {
    const wrong = strings(textsFor('fr')).filter((text) =>
      /[ \u202f][:;?!»]|«[^\u00a0]|[^\s\u00a0][;?!»](?=\s|$)/.test(
        text.replace(/[?&]\w+=\S*/g, ''),
      ),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('have a space before each colon that is none of a header or an address', () => {
    const colon =
      /[\p{L}\d)»](?<!Authorization|X-Auth-Token|Content-Type|allowCreate|https?|TOKEN|PATH):(?!\d|\/\/|\w)/u;
    expect(strings(textsFor('fr')).filter((text) => colon.test(text))).to.deep.equal([]);
  });

  it('have one word for one thing', () => {
    const other =
      /Developer Portal|portail des dév|adresses? de rappel|portées?\b|(?<!View )client ID|client secret|compte d’API|coupée|panneau de contrôle/i;
    expect(strings(textsFor('fr')).filter((text) => other.test(text))).to.deep.equal([]);
  });
});

/** Names, and words that French spells as English does. */
const sameWords = new Set([
  'BigCommerce connector',
  'iClient',
  'iClients',
  'English',
  'Français',
  'Pages',
  'Menu',
  'Actions',
  'Dates',
]);

describe('failureFor', () => {
  for (const language of languages) {
    it(`says what happened and what to do for every error code in ${language}`, () => {
      for (const code of errorCodes()) {
        const failure = failureFor(language, code, 'context');
        expect(failure, code).to.include.all.keys('title', 'happened', 'todo');
        expect(failure.happened + failure.todo, 'read without the page').not.to.match(
          /below|ci-dessous/,
        );
        expect(strings(failure).join(), code).not.to.match(/undefined|^,|,,|,$/);
      }
    });

    it(`names the parameter at fault to the developer alone in ${language}`, () => {
      const named = failureFor(language, 'parameter_invalid', 'context');
      const unnamed = failureFor(language, 'parameter_invalid');
      expect(named.developer).to.contain('context');
      expect(named.happened + named.todo).not.to.contain('context');
      expect(unnamed).not.to.have.property('developer');
    });
  }
});

describe('languageFromLocale', () => {
  for (const locale of ['fr', 'fr-FR', 'fr_CA', 'FR', 'fr-Latn-FR']) {
    it(`is French for ${locale}`, () => expect(languageFromLocale(locale)).to.equal('fr'));
  }

  for (const locale of [undefined, '', 'en', 'en-US', 'de-DE', 'fry', 'frr-DE']) {
    it(`is English for ${locale}`, () => expect(languageFromLocale(locale)).to.equal('en'));
  }
});

describe('languageFromHeader', () => {
  const french = [
    'fr',
    'fr-CA,fr;q=0.9,en;q=0.8',
    'en;q=0.5, fr;q=0.7',
    'de,fr;q=0.4',
    'en;q=0,fr;q=0.1',
    'de, FR-be ; Q=0.9, en;q=0.2',
  ];
  for (const header of french) {
    it(`is French for "${header}"`, () => expect(languageFromHeader(header)).to.equal('fr'));
  }

  const english = [
    undefined,
    '',
    '*',
    'de,es;q=0.5',
    'en,fr;q=0.9',
    'fr;q=0',
    'fr;q=0.2,en;q=0.3',
    'fr;q=often',
    ';;;,,,q=',
  ];
  for (const header of english) {
    it(`is English for "${header}"`, () => expect(languageFromHeader(header)).to.equal('en'));
  }
});

function errorCodes(): (keyof Texts['failures'])[] {
  return Object.keys(textsFor('en').failures) as (keyof Texts['failures'])[];
}

/** The path of every text, so that two languages can be laid side by side. */
function paths(texts: unknown, path = ''): string[] {
  if (typeof texts !== 'object' || texts === null) return [path];
  return Object.entries(texts)
    .flatMap(([key, value]) => paths(value, `${path}.${key}`))
    .sort();
}

function strings(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return strings(texts('Example one', 'Example two'));
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.values(texts).flatMap(strings);
}
