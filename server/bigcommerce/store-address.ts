/**
 * The store hash in what people paste. The reading itself is a file that browsers load as well, so
 * that a page can say at once what the server would say.
 */
export {
  type FoundStore,
  type NoStore,
  parseStoreAddress,
  type StoreAddressForm,
  type StoreAddressProblem,
} from '../../views/public/store-address.js';
