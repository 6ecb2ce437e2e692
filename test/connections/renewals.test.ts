import { expect } from 'chai';
import type { Install } from '../../server/connections/save-install.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import {
  consent,
  install,
  pathOf,
  signedPayload,
  storeHash,
  usersOf,
} from '../support/journeys.ts';

describe('a connection that is renewed', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const installOf = (
    attempt: string,
    arrivedAt: number,
    grant: Partial<Install['grant']> = {},
  ): Install => ({
    iclientId: 'default',
    grant: {
      accessToken: `canary-token-of-${attempt}`,
      scopes,
      storeHash,
      user: { id: '7', email: 'someone@snowboots.example' },
      owner: { id: '7', email: 'someone@snowboots.example' },
      accountUuid: 'example-account',
      answeredAt: undefined,
      ...grant,
    },
    attempt,
    arrivedAt,
    address: '127.0.0.1',
  });

  it('keeps the newer token when two installs are saved in the wrong order', async () => {
    const { connections } = connector.service.deps;
    const { connectionId } = await connections.saveInstall(installOf('second', 2_000_000));

    await connections.saveInstall(installOf('first', 1_000_000));

    expect(await connections.accessToken(connectionId)).to.equal('canary-token-of-second');
    expect((await connections.find(connectionId))?.installedAt).to.equal(2_000_000);
  });

  it('forgets an owner and an account that the newer answer does not name', async () => {
    const { connections } = connector.service.deps;
    const { connectionId } = await connections.saveInstall(installOf('first', 1_000_000));

    await connections.saveInstall(
      installOf('second', 2_000_000, { owner: undefined, accountUuid: undefined }),
    );

    expect(await connections.find(connectionId)).to.include({
      owner: undefined,
      accountUuid: undefined,
    });
  });

  it('keeps the person who reinstalled when news of an older removal comes late', async () => {
    await install(connector);
    const { owner } = await usersOf(connector);
    const iat = Math.floor(Date.now() / 1000) - 100;
    const jwt = await signedPayload(connector, { userId: owner.id, claims: { iat, nbf: iat } });

    const answer = await connector.http().get(`/remove_user?signed_payload_jwt=${jwt}`);

    expect(answer.body).to.deep.equal({ outcome: 'late' });
    const { connections, storeUsers } = connector.service.deps;
    const connection = await connections.findByStore('default', storeHash);
    expect(await storeUsers.list(connection?.id ?? '')).to.have.length(1);
  });

  it("compares an uninstall with BigCommerce's clock, however far Redis' clock is ahead", async () => {
    const { connections } = connector.service.deps;
    const answeredAt = Date.now() - 30_000;
    const { connectionId } = await connections.saveInstall(
      installOf('first', Date.now(), { answeredAt }),
    );
    const iat = Math.floor(answeredAt / 1000) + 5;
    const jwt = await signedPayload(connector, { claims: { iat, nbf: iat } });

    const answer = await connector.http().get(`/uninstall?signed_payload_jwt=${jwt}`);

    expect(answer.body).to.deep.equal({ outcome: 'uninstalled' });
    expect(await connections.accessToken(connectionId)).to.equal(undefined);
  });

  it('does not answer for another store with a code that was used', async () => {
    const { url } = await consent(connector);
    expect((await connector.http().get(pathOf(url))).status).to.equal(200);

    const again = await connector.http().get(pathOf(url.replace('snowboots', 'bottesneige')));

    expect(again.status).to.equal(400);
    expect(again.text).not.to.include('Snow Boots Co');
  });
});
