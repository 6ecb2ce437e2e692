/** What goes wrong in the console is told to the team, and to programs in their own words. */
import { expect } from 'chai';
import { AppError, type ErrorCode } from '../../server/errors.ts';
import { problemOf } from '../../server/http/problem.ts';
import { failureFor } from '../../server/language/language.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { signIn } from '../support/sign-in.ts';

const list = '/console/connections';
const forEverybody: ErrorCode[] = [
  'parameter_invalid',
  'page_not_found',
  'method_not_allowed',
  'storage_unavailable',
  'internal_error',
  'app_unknown',
  'bigcommerce_unreachable',
  'bigcommerce_bad_response',
  'bigcommerce_timeout',
];
const toMerchants = /Apps|Applications|control panel|panneau|uninstall|désinstall/i;

describe('a failure', () => {
  for (const language of ['en', 'fr'] as const) {
    it(`sends nobody of the team to a store’s apps, in ${language}`, () => {
      for (const code of forEverybody) {
        const { happened, todo } = failureFor(language, code, undefined, 'console');
        expect(`${happened} ${todo}`, code).not.to.match(toMerchants);
      }
    });
  }

  it('tells merchants to open the app again, as before', () => {
    expect(failureFor('en', 'storage_unavailable').todo).to.include('Apps in BigCommerce');
    expect(failureFor('en', 'storage_unavailable', undefined, 'console').todo).to.include(
      'reload this page: what you sent is sent again',
    );
  });

  it('sends no program to a store’s apps', () => {
    const codes = [
      ...forEverybody,
      'payload_missing',
      'payload_invalid',
      'payload_expired',
      'app_not_installed',
    ] as const;
    for (const code of codes) {
      const problem = JSON.parse(problemOf(new AppError(code, ''), 'reference').body);
      expect(problem.detail, code).not.to.match(/Apps|control panel|reload|ask the store/i);
    }
  });

  it('names the parameter to a program', () => {
    const error = new AppError('parameter_invalid', '', { parameter: 'cursor' });
    expect(JSON.parse(problemOf(error, 'reference').body).detail).to.include('“cursor”');
  });
});

describe('a failure page of the console', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('leads from a filter that does not exist to the list without filters', async () => {
    const viewer = await signIn(connector, 'viewer');

    const { status, text } = await viewer.agent.get(`${list}?status=bad&q=boots`);

    expect(status).to.equal(400);
    expect(text).to.match(/href="\/console\/connections">Open the list without filters</);
    expect(text).not.to.match(toMerchants);
  });

  it('names the page at which a wrong form was sent nowhere', async () => {
    const builder = await signIn(connector, 'builder');
    const { text } = await builder.postForm(`${list}/new/app?a=b`, { unheard: 'of' });
    expect(text).not.to.include('without filters');
  });

  it('says which role it takes and whom to ask', async () => {
    const viewer = await signIn(connector, 'viewer');
    const forBuilders = await viewer.agent.get(`${list}/new`);
    const forAdmins = await viewer.agent.get('/console/users');
    expect(forBuilders.text).to.include('the role Builder or Admin');
    expect(forAdmins.text).to.include('the role Admin').and.to.include('Ask an admin');
  });

  it('speaks the language that the user chose, whatever the browser prefers', async () => {
    const viewer = await signIn(connector, 'viewer');
    await viewer.postForm('/console/language', { language: 'fr' });
    const { text } = await viewer.agent.get('/console/no-such-page');
    expect(text).to.include('<html lang="fr">').and.to.include('Cette page n’existe pas');
  });

  it('keeps what is for developers apart from what everybody reads', async () => {
    const viewer = await signIn(connector, 'viewer');
    const { text } = await viewer.agent.get(`${list}?status=bad`);
    const [read, details] = text.split('<details');
    expect(read).not.to.include('status”');
    expect(details).to.include('The parameter “status”');
  });
});
