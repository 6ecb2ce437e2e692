import { expect } from 'chai';
import { type Place, placeOf } from '../../server/callback-tests/checks/addresses.ts';

const places: Record<Place, string[]> = {
  public: ['1.1.1.1', '172.32.0.1', '11.0.0.1', '2606:4700::1111', '::ffff:1.1.1.1'],
  private: [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '::ffff:10.0.0.1',
    '::FFFF:0A00:1',
    '64:ff9b::192.168.0.1',
    'fd12:3456::1',
  ],
  loopback: ['127.0.0.1', '127.255.0.1', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'],
  forbidden: [
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '100.100.100.200',
    '168.63.129.16',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '2001:db8::1',
    '2001::1',
    '::127.0.0.1',
    '::ffff:0.0.0.0',
    '64:ff9b:1::1',
    '0177.0.0.1',
    '2130706433',
    'localhost',
    '',
  ],
};

describe('an address that a name leads to', () => {
  for (const [place, addresses] of Object.entries(places))
    it(`is ${place} in every notation`, () => {
      for (const address of addresses) expect(placeOf(address), address).to.equal(place);
    });
});
