/** The list of connections, a connection's page and its actions. */
export const connections = {};
