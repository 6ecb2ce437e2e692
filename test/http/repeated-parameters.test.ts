import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, install, signedPayload } from '../support/journeys.ts';
import { records } from '../support/records.ts';

const authParameters = [
  'code',
  'context',
  'scope',
  'account_uuid',
  'state',
  'error',
  'error_description',
];

/** The same parameter once more, in every way to write that. */
const repetitions = (name: string, value: string) => {
  const text = encodeURIComponent(value);
  const encodedName = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
  return [
    `${name}=${text}&${name}=${text}`,
    `${name}=${text}&${name}=`,
    `${name}=${text}&${encodedName}=${text}`,
    `${name}[]=${text}`,
    `${name}%5B%5D=${text}`,
    `${name}=${text}&${name}[]=${text}`,
    `${name}[0]=${text}`,
    `${name}[length]=${text}`,
    `${name}[__proto__]=${text}`,
  ];
};

describe('a callback with a parameter given more than once or as a list', () => {
  let connector: Connector;
  let untouched: string;
  before(async () => {
    connector = await startConnector();
    await install(connector);
    untouched = await records(connector);
  });
  after(() => connector.close());

  for (const name of authParameters) {
    it(`is refused by auth for ${name}, without a token request`, async () => {
      const { requests } = await connector.sandbox.state();
      const { searchParams } = new URL((await consent(connector)).url);
      const value = searchParams.get(name) ?? 'example';
      searchParams.delete(name);

      for (const repetition of repetitions(name, value)) {
        const answer = await connector
          .http()
          .get(`/auth?${repetition}&${searchParams}`)
          .accept('application/json');
        expect(answer.status, repetition).to.equal(400);
        expect(answer.body.code, repetition).to.equal('parameter_invalid');
      }
      expect((await connector.sandbox.state()).requests.token).to.equal(requests.token);
      expect(await records(connector)).to.equal(untouched);
    });
  }

  it('ends on the failed page of BigCommerce for external_install, without a token request', async () => {
    const { requests } = await connector.sandbox.state();
    const { search } = new URL((await consent(connector)).url);

    const twice = await connector
      .http()
      .get(`/auth${search}&external_install=true&external_install=true`);
    expect(twice.status).to.equal(302);
    expect(twice.headers.location).to.match(/\/install\/failed$/);
    const list = await connector.http().get(`/auth${search}&external_install[]=true`);
    expect(list.status).to.equal(400);

    expect((await connector.sandbox.state()).requests.token).to.equal(requests.token);
    expect(await records(connector)).to.equal(untouched);
  });

  for (const kind of ['load', 'uninstall', 'remove_user']) {
    it(`is refused by ${kind} for signed_payload_jwt, and changes nothing`, async () => {
      const jwt = await signedPayload(connector);

      for (const repetition of repetitions('signed_payload_jwt', jwt)) {
        const answer = await connector
          .http()
          .get(`/${kind}?${repetition}`)
          .accept('application/json');
        expect(answer.status, repetition).to.equal(400);
        expect(answer.body.code, repetition).to.equal('parameter_invalid');
        expect(answer.headers, repetition).not.to.have.property('set-cookie');
      }
      expect(await records(connector)).to.equal(untouched);
    });
  }

  it('may carry parameters that nobody here knows, as often as it likes', async () => {
    const { search } = new URL((await consent(connector)).url);

    const answer = await connector.http().get(`/auth${search}&new=1&new=2&__proto__[x]=1`);

    expect(answer.status).to.equal(200);
  });
});
