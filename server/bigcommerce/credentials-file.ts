/** The text file of a store-level API account. Browsers load the same reading. */
export {
  type Credentials,
  type CredentialsProblem,
  parseCredentialsFile,
} from '../../views/public/credentials-file.js';
