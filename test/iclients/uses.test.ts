/** What an iClient means to its connections, and what stands in its form. */
import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { storeHash } from '../support/journeys.ts';
import { addSecondApp } from '../support/second-app.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const draft = {
  name: 'Example',
  clientId: 'exampleofusesclientid',
  clientSecret: 'canary-of-the-example',
};

describe('An iClient', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  beforeEach(async () => {
    connector = await startConnector();
    connector.keepSecret(draft.clientSecret);
    admin = await signIn(connector, 'admin');
  });
  afterEach(() => connector.close());

  const make = async (form: Record<string, string> = {}) => {
    const answer = await admin.postForm('/console/iclients', { ...draft, ...form });
    return { answer, path: String(answer.headers.location).replace(/\?.*$/, '') };
  };

  for (const accountUuid of [
    '1a2b3c4d-0000-4000-8000-1a2b3c4d5e6',
    '1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f0',
    '1a2b3c4d000040008000-1a2b3c4d5e6f',
    '{1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f}',
    'g a2b3c4d-0000-4000-8000-1a2b3c4d5e6f',
    '../../../accounts',
    '1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f\n1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f',
  ]) {
    it(`refuses ${JSON.stringify(accountUuid)} as its account UUID`, async () => {
      const { answer } = await make({ accountUuid });
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include('id="accountUuid-error"');
    });
  }

  it('marks its connections when it asks for more, and takes it back when it does not', async () => {
    const { connections, iclients } = connector.service.deps;
    await addSecondApp(connector);
    const iclient = (await iclients.list()).find(({ id }) => id !== 'default');
    expect(iclient, 'the second app').to.be.an('object');
    if (!iclient) return;
    const { url } = await connector.sandbox.code({ clientId: iclient.clientId, storeHash });
    const { pathname, search } = new URL(url);
    expect((await connector.http().get(`${pathname}${search}`)).status).to.equal(200);
    const status = async () => (await connections.findByStore(iclient.id, storeHash))?.status;
    expect(await status()).to.equal('connected');

    const save = (scopes: string[]) =>
      admin.postForm(`/console/iclients/${iclient.id}`, {
        name: iclient.name,
        clientId: iclient.clientId,
        otherScopes: scopes.join(' '),
      });
    const more = await save([...iclient.scopes, 'store_from_tomorrow']);
    expect(more.headers.location).to.contain('notice=scopes_changed&short=1');
    expect(await status()).to.equal('needs_reauthorization');
    const back = await save(iclient.scopes);
    expect(back.headers.location).to.contain('notice=scopes_changed&short=0');
    expect(await status()).to.equal('connected');
  });

  it('is either deleted or used, never both, when both are asked for at once', async () => {
    const { connections, iclients, redis } = connector.service.deps;
    for (let round = 0; round < 6; round += 1) {
      const { path } = await make({ clientId: `exampleround${round}` });
      const id = path.split('/').at(-1) ?? '';
      const use = () => connections.create(connectionOf(id, `round${round}`), by);
      const remove = () => iclients.delete(id, by);
      const asked = round % 2 === 0 ? [use, remove] : [remove, use];
      const outcomes = await Promise.allSettled(asked.map((ask) => ask()));
      const [first, second] = outcomes.map(({ status }) => status);
      expect([first, second], `round ${round}`).to.have.members(['fulfilled', 'rejected']);
      const used = await connections.findByStore(id, `round${round}`);
      expect(await redis.exists(keys.iclient(id))).to.equal(used ? 1 : 0);
    }
  });

  it('that was deleted gets no connection any more', async () => {
    const { connections, iclients } = connector.service.deps;
    const { path } = await make();
    const id = path.split('/').at(-1) ?? '';
    await iclients.delete(id, by);
    const refused = await failureOf(connections.create(connectionOf(id, 'toolate'), by));
    expect(refused.code).to.equal('app_unknown');
  });

  it('of the environment is changed in its whitelist alone, whoever asks the store', async () => {
    const { iclients } = connector.service.deps;
    for (const change of [{ name: 'Mine' }, { clientSecret: 'x' }, { scopes: [], whitelist: [] }]) {
      const refused = await failureOf(iclients.change('default', change, by));
      expect(refused.code).to.equal('iclient_from_environment');
    }
    const deleted = await failureOf(iclients.delete('default', by));
    expect(deleted.code).to.equal('iclient_from_environment');
  });

  it('keeps its secret sealed, for itself alone', async () => {
    const { redis, iclients } = connector.service.deps;
    const { answer, path } = await make();
    expect(answer.status, answer.text).to.equal(303);
    const id = path.split('/').at(-1) ?? '';
    const sealed = await redis.hget(keys.iclient(id), 'clientSecret');
    expect(sealed).to.be.a('string').and.not.include(draft.clientSecret);
    await redis.hset(keys.iclient('default'), 'clientSecret', sealed ?? '');
    const opened = await iclients.clientSecret('default').catch((error: Error) => error.name);
    expect(opened).to.equal('VaultError');
  });
});

describe('The name "Default" of an iClient', () => {
  it('gives no default slug, even where the environment describes no iClient', async () => {
    const env = {
      BIGCOMMERCE_CLIENT_ID: '',
      BIGCOMMERCE_CLIENT_SECRET: '',
      BIGCOMMERCE_SCOPES: '',
    };
    const connector = await startConnector({ env });
    try {
      const { iclients } = connector.service.deps;
      expect(await iclients.list()).to.deep.equal([]);
      const made = await iclients.create(
        { ...draft, name: 'Default', accountUuid: undefined, scopes: [] },
        by,
      );
      expect(made.slug).to.equal('default-2');
      expect((await connector.http().get('/auth?code=a')).status).to.equal(404);
    } finally {
      await connector.close();
    }
  });
});

function connectionOf(iclientId: string, storeHash: string) {
  return {
    name: `Example of ${storeHash}`,
    iclientId,
    storeHash,
    scopes: undefined,
    concurrency: { level: 5 },
  };
}
