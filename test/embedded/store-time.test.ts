import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import type { IClient } from '../../server/iclients/iclient.ts';
import { describeConnection } from '../../server/pages/describe-connection.ts';

describe('the times of an embedded page', () => {
  const zone = process.env.TZ;
  after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  const installedIn = (timeZone: string | undefined) => {
    const store = { name: 'Boots', domain: undefined, timeZone };
    const connection: Partial<Connection> = { name: 'Boots', store, grantedScopes: [] };
    const iclient: Partial<IClient> = { name: 'Boots app', scopes: [] };
    return describeConnection({
      connection: { ...connection, createdAt: Date.UTC(2026, 0, 15, 9, 30) } as Connection,
      iclient: iclient as IClient,
      users: [],
      language: 'en',
      notice: undefined,
      basePath: '',
      panelOrigins: [],
    }).installedAt;
  };

  it('are the store’s, and UTC where its zone is not known, wherever the service runs', () => {
    process.env.TZ = 'Asia/Tokyo';
    expect(installedIn('America/New_York')).to.include('4:30').and.include('EST');
    for (const unknown of [undefined, 'Central Time (US)'])
      expect(installedIn(unknown), unknown).to.include('9:30').and.include('UTC');
  });
});
