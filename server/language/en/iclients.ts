/** iClients and their callback URLs. */
export const iclients = {};
