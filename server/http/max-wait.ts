/** How long a call through the proxy may wait: what the proxy heeds and the API's document says. */
export const maxWait = { header: 'X-Connector-Max-Wait', defaultSeconds: 10, mostSeconds: 60 };
